namespace NetController.Ipam;

/// <summary>
/// A node of the tree behind <see cref="PrefixSet"/>: either a block that is taken whole (no children) or the fork of two parts that
/// each hold something. Runs of bits without a fork have no node, so the tree has fewer than two nodes a block whatever the
/// length of its addresses. Nodes never change; numbers are left-aligned in 128 bits, so that both families read alike.
/// </summary>
internal sealed class PrefixNode
{
    private const int NothingFree = 129;

    private readonly PrefixNode? _left;
    private readonly PrefixNode? _right;

    // The length of the largest free block below: what lets a search skip full parts without entering them.
    private readonly int _shortestFree;

    private PrefixNode(UInt128 first, int length) => (First, Length, _shortestFree) = (first, length, NothingFree);

    private PrefixNode(UInt128 first, int length, PrefixNode left, PrefixNode right)
    {
        (First, Length, _left, _right) = (first, length, left, right);
        _shortestFree = Math.Min(ShortestFree(left, length + 1), ShortestFree(right, length + 1));
    }

    /// <summary>The first address of the block.</summary>
    private UInt128 First { get; }

    /// <summary>The length of the block's prefix.</summary>
    private int Length { get; }

    private bool IsFull => _left is null;

    /// <summary>The tree with the block taken; the same tree where it was.</summary>
    public static PrefixNode Add(PrefixNode? node, UInt128 first, int length)
    {
        if (node is null || Covers(first, length, node.First, node.Length))
        {
            return node is { IsFull: true } && node.Length == length ? node : new PrefixNode(first, length);
        }

        if (!Covers(node.First, node.Length, first, length))
        {
            var added = new PrefixNode(first, length);
            var common = (int)UInt128.LeadingZeroCount(node.First ^ first);
            return Bit(first, common) ? Join(Mask(first, common), common, node, added)! : Join(Mask(first, common), common, added, node)!;
        }

        if (node.IsFull)
        {
            return node;
        }

        var right = Bit(first, node.Length);
        var child = node.Child(right);
        var changed = Add(child, first, length);
        return ReferenceEquals(child, changed) ? node : node.Replace(right, changed)!;
    }

    /// <summary>The tree with the block free; null where nothing is taken any more.</summary>
    public static PrefixNode? Remove(PrefixNode? node, UInt128 first, int length)
    {
        if (node is null || Covers(first, length, node.First, node.Length))
        {
            return null;
        }

        if (!Covers(node.First, node.Length, first, length))
        {
            return node;
        }

        var right = Bit(first, node.Length);
        var child = node.Child(right);
        var changed = Remove(child, first, length);
        return ReferenceEquals(child, changed) ? node : node.Replace(right, changed);
    }

    /// <summary>
    /// The first address of the lowest free block of <paramref name="length"/> within a block that is not smaller; null where there is
    /// none.
    /// </summary>
    public static UInt128? LowestFree(PrefixNode? node, UInt128 withinFirst, int withinLength, int length)
    {
        while (node is { IsFull: false } && node.Length < withinLength && Covers(node.First, node.Length, withinFirst, withinLength))
        {
            node = Bit(withinFirst, node.Length) ? node._right : node._left;
        }

        if (node is not null && !Covers(withinFirst, withinLength, node.First, node.Length))
        {
            // Either all of it is taken by a larger block, or what is taken lies elsewhere.
            return Covers(node.First, node.Length, withinFirst, withinLength) ? null : withinFirst;
        }

        return ShortestFree(node, withinLength) <= length ? Descend(node, withinFirst, withinLength, length) : null;
    }

    private static UInt128 Descend(PrefixNode? node, UInt128 first, int depth, int length)
    {
        for (; node is not null; depth++)
        {
            var (left, right) = node.Halves(depth);
            var goRight = ShortestFree(left, depth + 1) > length;
            node = goRight ? right : left;
            first |= goRight ? UInt128.One << (127 - depth) : UInt128.Zero;
        }

        return first;
    }

    /// <summary>
    /// The prefix length of the largest free block within the block of <paramref name="depth"/> that holds just <paramref name="node"/>.
    /// </summary>
    private static int ShortestFree(PrefixNode? node, int depth) => node switch
    {
        null => depth,
        _ when node.Length == depth => node._shortestFree,

        // The node lies in one half, so the other half is free.
        _ => depth + 1,
    };

    private (PrefixNode? Left, PrefixNode? Right) Halves(int depth)
    {
        if (Length == depth)
        {
            return (_left, _right);
        }

        return Bit(First, depth) ? (null, this) : (this, null);
    }

    /// <summary>One half as a node of its own; a full block is cut in two.</summary>
    private PrefixNode Child(bool right)
    {
        var child = right ? _right : _left;
        return child ?? new PrefixNode(right ? First | (UInt128.One << (127 - Length)) : First, Length + 1);
    }

    private PrefixNode? Replace(bool right, PrefixNode? child) =>
        right ? Join(First, Length, Child(right: false), child) : Join(First, Length, child, Child(right: true));

    private static PrefixNode? Join(UInt128 first, int length, PrefixNode? left, PrefixNode? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var whole = left.IsFull && right.IsFull && left.Length == length + 1 && right.Length == length + 1;
        return whole ? new PrefixNode(first, length) : new PrefixNode(first, length, left, right);
    }

    private static bool Covers(UInt128 outer, int outerLength, UInt128 inner, int innerLength) =>
        outerLength <= innerLength && Mask(inner, outerLength) == outer;

    private static UInt128 Mask(UInt128 number, int length) => length == 0 ? UInt128.Zero : number & (UInt128.MaxValue << (128 - length));

    private static bool Bit(UInt128 number, int index) => ((number >> (127 - index)) & UInt128.One) != UInt128.Zero;
}
