using NetController.Netlink.Protocol;

namespace NetController.Netlink.NfTables;

/// <summary>
/// Turns the marks on the line of keys, as the kernel keeps them, back into ranges: each first key reaches up to the key before the next mark, or to the highest.
/// </summary>
internal sealed class NftIntervals
{
    private readonly List<(NftElement Element, bool IsEnd)> _marks = [];

    internal void Clear() => _marks.Clear();

    internal void Add(NftElement element, bool isEnd) => _marks.Add((element, isEnd));

    /// <summary>Whether a mark is there twice.</summary>
    internal bool HoldsTwice()
    {
        var seen = new HashSet<(NftValue, bool)>(_marks.Count);
        return !_marks.TrueForAll(mark => seen.Add((mark.Element.Key, mark.IsEnd)));
    }

    /// <summary>Adds the ranges in the order of their keys, as nft lists them.</summary>
    internal void JoinInto(ref ResultList<NftElement> ranges)
    {
        _marks.Sort(static (left, right) => Compare(left, right));
        for (var i = 0; i < _marks.Count; i++)
        {
            // An end without a beginning is what nft puts at 0 for the keys before the first range.
            if (!_marks[i].IsEnd)
            {
                ranges.Add(Join(_marks[i].Element, i + 1 < _marks.Count ? _marks[i + 1].Element.Key : null));
            }
        }
    }

    /// <summary>The range from a first key to the one before the next mark, or to the highest.</summary>
    internal static NftElement Join(NftElement first, NftValue? mark) => first with { KeyEnd = LastBefore(first.Key, mark) };

    /// <summary>By key; where one range ends at the key at which another begins, the end comes first.</summary>
    private static int Compare((NftElement Element, bool IsEnd) left, (NftElement Element, bool IsEnd) right)
    {
        var order = left.Element.Key.Bytes.SequenceCompareTo(right.Element.Key.Bytes);
        return order != 0 ? order : right.IsEnd.CompareTo(left.IsEnd);
    }

    /// <summary>The last key of a range that ends before a mark; null when it is the only one.</summary>
    private static NftValue? LastBefore(NftValue first, NftValue? mark)
    {
        Span<byte> last = stackalloc byte[NftValue.MaximumLength];
        last = last[..first.Length];
        last.Fill(byte.MaxValue);
        if (mark is { } next && next.Length == first.Length && next != first)
        {
            next.Bytes.CopyTo(last);
            NftKeyArithmetic.Decrement(last);
        }

        return last.IsEmpty || last.SequenceEqual(first.Bytes) ? null : new NftValue(last);
    }
}
