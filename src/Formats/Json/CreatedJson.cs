namespace NetController.Formats;

/// <summary>What creating a network or a sandbox gives.</summary>
internal sealed record CreatedJson(string Id, string Name);
