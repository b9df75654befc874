using System.Collections.Immutable;

namespace NetController.Sandboxes;

/// <summary>
/// The right to change some sandboxes, and the ways into them, for as long as one operation with its undoing lasts. Gates are taken in the
/// order of ids, so that two operations on the same sandboxes cannot wait for each other.
/// </summary>
internal sealed class SandboxWork : IDisposable
{
    private readonly ControllerServices _services;
    private readonly List<Sandbox> _held = [];
    private readonly Dictionary<SandboxId, IInterior> _interiors = [];
    private readonly Dictionary<SandboxId, HashSet<string>> _claimed = [];

    private SandboxWork(ControllerServices services) => _services = services;

    /// <summary>Waits for the sandboxes' gates.</summary>
    public static async ValueTask<SandboxWork> BeginAsync(ControllerServices services, ImmutableArray<Sandbox> sandboxes, CancellationToken cancellationToken)
    {
        var work = new SandboxWork(services);
        try
        {
            ImmutableArray<Sandbox> ordered = sandboxes.Length == 1 ? sandboxes : [.. sandboxes.Distinct().OrderBy(static sandbox => sandbox.Id.Value)];
            foreach (var sandbox in ordered)
            {
                await sandbox.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                work._held.Add(sandbox);
            }

            return work;
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a sandbox that was removed while its gate was waited for.</summary>
    public void ThrowIfGone(Sandbox sandbox)
    {
        if (!_services.Sandboxes.Objects.TryGetValue(sandbox.Id, out var live) || live != sandbox)
        {
            throw new ObjectNotFoundException("sandbox", sandbox.Name, "it has just been removed");
        }
    }

    /// <summary>The interface names that this operation has chosen for a sandbox and not shown yet.</summary>
    public HashSet<string> ClaimedIn(Sandbox sandbox)
    {
        if (!_claimed.TryGetValue(sandbox.Id, out var names))
        {
            _claimed[sandbox.Id] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        return names;
    }

    /// <summary>The way into a sandbox.</summary>
    /// <exception cref="ObjectNotFoundException">Its namespace is gone.</exception>
    public IInterior Interior(Sandbox sandbox)
    {
        if (!_interiors.TryGetValue(sandbox.Id, out var interior))
        {
            _interiors[sandbox.Id] = interior = _services.Interiors.Take(sandbox);
        }

        return interior;
    }

    /// <summary>The way into a sandbox; null where its namespace is gone, and with it all that was inside.</summary>
    public IInterior? FindInterior(Sandbox sandbox)
    {
        try
        {
            return Interior(sandbox);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Closes the way into a sandbox whose namespace goes.</summary>
    public void Drop(Sandbox sandbox)
    {
        if (_interiors.Remove(sandbox.Id, out var interior))
        {
            interior.Dispose();
        }

        _services.Interiors.Drop(sandbox.Id);
    }

    public void Dispose()
    {
        foreach (var sandbox in _held)
        {
            if (_interiors.TryGetValue(sandbox.Id, out var interior))
            {
                _services.Interiors.Return(sandbox, interior);
            }

            sandbox.Gate.Release();
        }

        _held.Clear();
    }
}
