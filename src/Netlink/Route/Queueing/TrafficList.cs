using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetController.Netlink;

/// <summary>A list compared by content, so that records that hold one are. Collection expressions make one.</summary>
/// <typeparam name="T">What is listed.</typeparam>
[CollectionBuilder(typeof(TrafficList), nameof(TrafficList.Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
public readonly struct TrafficList<T> : IReadOnlyList<T>, IEquatable<TrafficList<T>>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> _items;

    internal TrafficList(ImmutableArray<T> items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    private ReadOnlySpan<T> Items => _items.AsSpan();

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>Equality by content and order.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they hold equal things.</returns>
    public static bool operator ==(TrafficList<T> left, TrafficList<T> right) => left.Equals(right);

    /// <summary>Inequality by content and order.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(TrafficList<T> left, TrafficList<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TrafficList<T> other) => Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TrafficList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items.IsDefault ? [] : _items)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is listed, separated by semicolons.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join("; ", this);
}

/// <summary>Makes lists compared by content.</summary>
public static class TrafficList
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="items">The content.</param>
    /// <returns>The list.</returns>
    public static TrafficList<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => new([.. items]);
}
