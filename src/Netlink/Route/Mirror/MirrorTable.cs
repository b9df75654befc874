using System.Collections.Immutable;

namespace NetController.Netlink.Mirror;

/// <summary>A table of the kernel's of which each entry has a key, and what changes in it.</summary>
internal sealed class MirrorTable<TKey, TItem>(Func<TItem, TKey> keyOf, Func<TItem, RouteEvent> changed, Func<TItem, RouteEvent> deleted)
    where TKey : notnull
    where TItem : class, IEquatable<TItem>
{
    private Dictionary<TKey, TItem> _items = [];

    internal IReadOnlyDictionary<TKey, TItem> Items => _items;

    /// <summary>Enters an item; false where the table holds its equal.</summary>
    internal bool Set(TItem item)
    {
        var key = keyOf(item);
        if (_items.TryGetValue(key, out var known) && known.Equals(item))
        {
            return false;
        }

        _items[key] = item;
        return true;
    }

    /// <summary>Takes an item out; false where it is not there.</summary>
    internal bool Remove(TItem item) => _items.Remove(keyOf(item));

    /// <summary>Takes over a whole list, and reports what it differs in.</summary>
    internal void Replace(ImmutableArray<TItem> listed, Queue<RouteEvent> differences)
    {
        var before = _items;
        _items = new Dictionary<TKey, TItem>(listed.Length);
        foreach (var item in listed)
        {
            _items[keyOf(item)] = item;
        }

        foreach (var (key, item) in before)
        {
            if (!_items.ContainsKey(key))
            {
                differences.Enqueue(deleted(item));
            }
        }

        foreach (var (key, item) in _items)
        {
            if (!before.TryGetValue(key, out var known) || !known.Equals(item))
            {
                differences.Enqueue(changed(item));
            }
        }
    }
}
