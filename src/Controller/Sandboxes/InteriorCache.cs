namespace NetController.Sandboxes;

/// <summary>
/// Keeps the ways into the sandboxes that were worked on last open: opening one takes a thread of its own, and several networks are often
/// joined one after another. Bounded, because each holds descriptors; used only under the sandbox's gate.
/// </summary>
internal sealed class InteriorCache(INamespaces namespaces) : IDisposable
{
    private const int MaxOpen = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<Kept> _open = new();

    /// <summary>Takes the way into a sandbox out of the cache, or opens it. A namespace that only this process still holds is gone.</summary>
    /// <exception cref="ObjectNotFoundException">The namespace is gone.</exception>
    public IInterior Take(Sandbox sandbox)
    {
        if (namespaces.Identify(sandbox.NamespacePath) is not { } present || present != (sandbox.Record.NamespaceIdentity ?? present))
        {
            Drop(sandbox.Id);
        }

        lock (_lock)
        {
            for (var node = _open.First; node is not null; node = node.Next)
            {
                if (node.Value.Sandbox == sandbox.Id)
                {
                    _open.Remove(node);
                    node.Value.Interior.Begin();
                    return node.Value.Interior;
                }
            }
        }

        return namespaces.Open(sandbox.Place);
    }

    /// <summary>Gives it back, to be kept while there is room. Without endpoints nothing is kept: it would hold the namespace.</summary>
    public void Return(Sandbox sandbox, IInterior interior)
    {
        IInterior? surplus = null;
        lock (_lock)
        {
            if (sandbox.Endpoints.IsEmpty)
            {
                surplus = interior;
            }
            else
            {
                _open.AddFirst(new Kept(sandbox.Id, interior));
                if (_open.Count > MaxOpen)
                {
                    surplus = _open.Last!.Value.Interior;
                    _open.RemoveLast();
                }
            }
        }

        surplus?.Dispose();
    }

    /// <summary>Closes the way into a sandbox that goes.</summary>
    public void Drop(SandboxId sandbox)
    {
        IInterior? gone = null;
        lock (_lock)
        {
            for (var node = _open.First; node is not null; node = node.Next)
            {
                if (node.Value.Sandbox == sandbox)
                {
                    gone = node.Value.Interior;
                    _open.Remove(node);
                    break;
                }
            }
        }

        gone?.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var kept in _open)
            {
                kept.Interior.Dispose();
            }

            _open.Clear();
        }
    }

    private readonly record struct Kept(SandboxId Sandbox, IInterior Interior);
}
