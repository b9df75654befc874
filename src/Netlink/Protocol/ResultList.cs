using System.Buffers;
using System.Collections.Immutable;

namespace NetController.Netlink.Protocol;

/// <summary>Gathers the results of a dump in rented memory, so that only the final array is allocated.</summary>
internal struct ResultList<T> : IDisposable
    where T : class
{
    private T[]? _items;

    internal int Count { get; private set; }

    /// <summary>Returns the rented memory, without references into it.</summary>
    public void Dispose()
    {
        if (_items is not null)
        {
            ArrayPool<T>.Shared.Return(_items, clearArray: true);
            _items = null;
        }
    }

    internal void Add(T item)
    {
        _items ??= ArrayPool<T>.Shared.Rent(64);
        if (Count == _items.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Count * 2);
            Array.Copy(_items, larger, Count);
            Dispose();
            _items = larger;
        }

        _items[Count++] = item;
    }

    internal void Clear() => Count = 0;

    internal readonly T this[int index] => _items![index];

    internal readonly T? First => Count > 0 ? _items![0] : null;

    internal readonly ImmutableArray<T> ToImmutableArray() => Count == 0 ? [] : ImmutableArray.Create(_items!, 0, Count);
}
