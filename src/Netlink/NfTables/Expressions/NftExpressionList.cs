using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NetController.Netlink.NfTables;

/// <summary>The expressions of a rule, equal by content. Made by a collection expression: <c>[first, second]</c>.</summary>
[CollectionBuilder(typeof(NftExpressionList), nameof(Create))]
public sealed class NftExpressionList : IReadOnlyList<NftExpression>, IEquatable<NftExpressionList>
{
    private readonly ImmutableArray<NftExpression> _items;

    private NftExpressionList(ImmutableArray<NftExpression> items) => _items = items;

    /// <summary>No expressions.</summary>
    public static NftExpressionList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public NftExpression this[int index] => _items[index];

    /// <summary>Makes a list.</summary>
    /// <param name="expressions">The expressions in order.</param>
    /// <returns>The list.</returns>
    public static NftExpressionList Create(ReadOnlySpan<NftExpression> expressions) => expressions.IsEmpty ? Empty : new([.. expressions]);

    /// <summary>
    /// The same for a table of a family, as nft writes it: checks of a protocol that the family or an earlier check makes are left out, and where packets are known by their frames
    /// only (<see cref="NftFamily.Bridge"/>, <see cref="NftFamily.NetDevice"/>) the network protocol is checked by the frame.
    /// </summary>
    /// <param name="family">The family of the table.</param>
    /// <returns>The list.</returns>
    public NftExpressionList For(NftFamily family) => NftProtocolChecks.Adapt(this, family);

    /// <inheritdoc/>
    public IEnumerator<NftExpression> GetEnumerator() => ((IEnumerable<NftExpression>)_items).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(NftExpressionList? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NftExpressionList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ReadOnlySpan<NftExpression> AsSpan() => _items.AsSpan();
}
