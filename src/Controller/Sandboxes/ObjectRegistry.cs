using System.Collections.Immutable;

namespace NetController.Sandboxes;

/// <summary>
/// Live objects by id, and the names that are theirs. A name is claimed before anything is done for it, so that of many at once exactly
/// one wins; readers take a snapshot and never wait.
/// </summary>
/// <typeparam name="TId">The ids.</typeparam>
/// <typeparam name="TName">What makes a name unique: a text, or a text within a network.</typeparam>
/// <typeparam name="TObject">The objects.</typeparam>
internal sealed class ObjectRegistry<TId, TName, TObject>
    where TId : struct
    where TName : notnull
    where TObject : class
{
    private readonly Lock _writing = new();
    private readonly Dictionary<TName, TId> _names = [];
    private ImmutableDictionary<TId, TObject> _objects = ImmutableDictionary<TId, TObject>.Empty;

    /// <summary>The objects that are there now.</summary>
    public ImmutableDictionary<TId, TObject> Objects => Volatile.Read(ref _objects);

    /// <summary>Takes a name, and gives who has it where that is another.</summary>
    public TId? Claim(TId id, TName name)
    {
        lock (_writing)
        {
            if (_names.TryGetValue(name, out var holder))
            {
                return EqualityComparer<TId>.Default.Equals(holder, id) ? null : holder;
            }

            _names.Add(name, id);
            return null;
        }
    }

    /// <summary>Gives a name back that is the object's own.</summary>
    public void Unclaim(TId id, TName name)
    {
        lock (_writing)
        {
            if (_names.TryGetValue(name, out var holder) && EqualityComparer<TId>.Default.Equals(holder, id))
            {
                _names.Remove(name);
            }
        }
    }

    /// <summary>Shows an object to readers; its name is claimed already.</summary>
    public void Publish(TId id, TObject item)
    {
        lock (_writing)
        {
            Volatile.Write(ref _objects, _objects.SetItem(id, item));
        }
    }

    /// <summary>Takes an object and its name away.</summary>
    public void Release(TId id, TName name)
    {
        Unclaim(id, name);
        lock (_writing)
        {
            Volatile.Write(ref _objects, _objects.Remove(id));
        }
    }

    /// <summary>Finds an object by whole id, by name, or by the unique beginning of an id, in this order.</summary>
    public TObject Find(string kind, string reference, Func<TObject, ObjectId> idOf, Func<TObject, string> nameOf)
    {
        var objects = Objects.Values;
        if (ObjectId.TryParse(reference, out var id) && objects.FirstOrDefault(item => idOf(item) == id) is { } byId)
        {
            return byId;
        }

        var byName = objects.Where(item => string.Equals(nameOf(item), reference, StringComparison.Ordinal)).Take(2).ToArray();
        var found = byName.Length > 0 || string.IsNullOrEmpty(reference) ? byName : objects.Where(item => idOf(item).StartsWith(reference)).Take(2).ToArray();
        return found switch
        {
            [var only] => only,
            [] => throw new ObjectNotFoundException(kind, reference, $"list them with `netctl {kind} ls`"),
            _ => throw new InvalidRequestException(
                $"{kind} reference '{reference}'", byName.Length > 0 ? "several have that name" : "it is the beginning of several ids", "give the id, or more digits of it"),
        };
    }
}
