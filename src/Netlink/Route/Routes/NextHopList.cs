using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetController.Netlink;

/// <summary>The ways of a route, compared by content, so that routes are. <c>[]</c> and collection expressions make one.</summary>
[CollectionBuilder(typeof(NextHopList), nameof(Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
public readonly struct NextHopList : IReadOnlyList<RouteNextHop>, IEquatable<NextHopList>
{
    private readonly ImmutableArray<RouteNextHop> _hops;

    private NextHopList(ImmutableArray<RouteNextHop> hops) => _hops = hops;

    /// <inheritdoc/>
    public int Count => _hops.IsDefault ? 0 : _hops.Length;

    private ReadOnlySpan<RouteNextHop> Hops => _hops.AsSpan();

    /// <inheritdoc/>
    public RouteNextHop this[int index] => Hops[index];

    /// <summary>Equality by content and order.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they hold equal hops.</returns>
    public static bool operator ==(NextHopList left, NextHopList right) => left.Equals(right);

    /// <summary>Inequality by content and order.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(NextHopList left, NextHopList right) => !left.Equals(right);

    /// <summary>Makes a list.</summary>
    /// <param name="hops">The ways.</param>
    /// <returns>The list.</returns>
    public static NextHopList Create(ReadOnlySpan<RouteNextHop> hops) => new([.. hops]);

    /// <inheritdoc/>
    public bool Equals(NextHopList other) => Hops.SequenceEqual(other.Hops);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NextHopList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var hop in Hops)
        {
            hash.Add(hop);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<RouteNextHop> GetEnumerator() => ((IEnumerable<RouteNextHop>)(_hops.IsDefault ? [] : _hops)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The ways, separated by semicolons.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join("; ", this);
}
