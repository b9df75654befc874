namespace NetController.Sandboxes;

/// <summary>
/// Whose a network namespace is. It is claimed before anything is done in it, so that of many sandboxes that are made of one namespace at
/// once exactly one is.
/// </summary>
internal sealed class NamespaceClaims
{
    private readonly Lock _writing = new();
    private readonly Dictionary<string, SandboxId> _holders = new(StringComparer.Ordinal);

    /// <summary>Takes a namespace for a sandbox, and gives who has it where that is another.</summary>
    public SandboxId? Claim(string identity, SandboxId sandbox)
    {
        lock (_writing)
        {
            return _holders.TryAdd(identity, sandbox) || _holders[identity] == sandbox ? null : _holders[identity];
        }
    }

    /// <summary>Gives up what a sandbox has claimed.</summary>
    public void Release(SandboxId sandbox)
    {
        lock (_writing)
        {
            foreach (var identity in _holders.Where(pair => pair.Value == sandbox).Select(static pair => pair.Key).ToArray())
            {
                _holders.Remove(identity);
            }
        }
    }
}
