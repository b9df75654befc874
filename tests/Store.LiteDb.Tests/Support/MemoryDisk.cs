using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>
/// A state folder in memory that keeps what was not synced apart, counts and traces every operation that changes something, fails the one
/// it is told to, and can lose its power.
/// </summary>
internal sealed class MemoryDisk : IStateFolder
{
    private readonly List<Action<Dictionary<string, MemoryInode>>> _unsyncedNames = [];
    private Dictionary<string, MemoryInode> _durableNames = [];
    private readonly Dictionary<string, MemoryInode> _names = [];
    private bool _locked;

    public string Path => "/memory";

    public bool Exists => true;

    /// <summary>Every change so far, such as <c>write networks.db</c> or <c>sync networks-log.db</c>.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Refuses the operations it returns an error for; sees the operation's number, from 0, and its trace.</summary>
    public Func<int, string, Exception?>? Fault { get; set; }

    public void Create()
    {
    }

    public IDisposable Lock(string name)
    {
        if (_locked)
        {
            throw new ResourceUnavailableException("locked", "unlock");
        }

        _locked = true;
        return new Unlock(this);
    }

    public byte[]? Read(string name) => _names.TryGetValue(name, out var inode) ? inode.Content.ToArray() : null;

    public IStateFile Open(string name, bool readable)
    {
        if (!_names.TryGetValue(name, out var inode))
        {
            Step($"create {name}");
            inode = new MemoryInode();
            Name(names => names[name] = inode);
        }

        return new MemoryFile(this, inode);
    }

    public void Rename(string from, string to)
    {
        Step($"rename {from} {to}");
        Name(names =>
        {
            if (names.Remove(from, out var inode))
            {
                names[to] = inode;
            }
        });
    }

    public void Delete(string name)
    {
        if (_names.ContainsKey(name))
        {
            Step($"delete {name}");
            Name(names => names.Remove(name));
        }
    }

    public void Sync()
    {
        Step("sync folder");
        _durableNames = new Dictionary<string, MemoryInode>(_names);
        _unsyncedNames.Clear();
    }

    /// <summary>Puts a file there as damage would, or removes it.</summary>
    public void Put(string name, byte[]? content)
    {
        if (content is null)
        {
            _names.Remove(name);
        }
        else
        {
            _names[name] = new MemoryInode(content);
        }

        _durableNames = new Dictionary<string, MemoryInode>(_names);
    }

    /// <summary>The names of all files.</summary>
    public IReadOnlyCollection<string> Names => _names.Keys;

    /// <summary>The disk as another process finds it after a kill: everything written is there.</summary>
    public MemoryDisk AfterKill() => Copy(_names, static inode => inode.Content.ToArray());

    /// <summary>The disk after a power cut: what was synced, and of the rest what <paramref name="loss"/> leaves.</summary>
    public MemoryDisk AfterPowerCut(PowerLoss loss)
    {
        var names = new Dictionary<string, MemoryInode>(_durableNames);
        foreach (var rename in _unsyncedNames.Take(loss.Kept(_unsyncedNames.Count)))
        {
            rename(names);
        }

        return Copy(names, inode => inode.AfterPowerCut(loss));
    }

    internal void Step(string what)
    {
        Trace.Add(what);
        if (Fault?.Invoke(Trace.Count - 1, what) is { } error)
        {
            throw error;
        }
    }

    internal string NameOf(MemoryInode inode) => _names.First(pair => pair.Value == inode).Key;

    private static MemoryDisk Copy(Dictionary<string, MemoryInode> names, Func<MemoryInode, byte[]> content)
    {
        var copy = new MemoryDisk();
        foreach (var (name, inode) in names)
        {
            copy._names[name] = new MemoryInode(content(inode));
        }

        copy._durableNames = new Dictionary<string, MemoryInode>(copy._names);
        return copy;
    }

    private void Name(Action<Dictionary<string, MemoryInode>> change)
    {
        change(_names);
        _unsyncedNames.Add(change);
    }

    private sealed class Unlock(MemoryDisk disk) : IDisposable
    {
        public void Dispose() => disk._locked = false;
    }
}
