namespace NetController.Formats;

/// <summary>The rules of the firewall.</summary>
internal sealed record RulesJson(string Backend, IReadOnlyList<string> Rules);
