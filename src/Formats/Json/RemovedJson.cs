namespace NetController.Formats;

/// <summary>What <c>network rm</c> and <c>prune</c> print.</summary>
internal sealed record RemovedJson(IReadOnlyList<string> Removed);
