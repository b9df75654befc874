namespace NetController.Ipam;

/// <summary>
/// An immutable set of addresses of one family that finds its lowest gap of any size without walking what is taken: every operation
/// costs at most one step a bit of the address, and memory follows the number of separate blocks, not their size.
/// </summary>
internal sealed class PrefixSet
{
    private readonly IPFamily _family;
    private readonly PrefixNode? _root;

    private PrefixSet(IPFamily family, PrefixNode? root) => (_family, _root) = (family, root);

    private int Shift => 128 - _family.Bits();

    /// <summary>The set that holds nothing.</summary>
    public static PrefixSet Empty(IPFamily family) => new(family, null);

    /// <summary>The set with every address of <paramref name="prefix"/>; some may be in it already.</summary>
    public PrefixSet Add(IPPrefix prefix) => With(PrefixNode.Add(_root, prefix.First << Shift, prefix.Length));

    /// <summary>The set with one more address.</summary>
    public PrefixSet Add(UInt128 address) => With(PrefixNode.Add(_root, address << Shift, _family.Bits()));

    /// <summary>The set without any address of <paramref name="prefix"/>.</summary>
    public PrefixSet Remove(IPPrefix prefix) => With(PrefixNode.Remove(_root, prefix.First << Shift, prefix.Length));

    /// <summary>The set without one address.</summary>
    public PrefixSet Remove(UInt128 address) => With(PrefixNode.Remove(_root, address << Shift, _family.Bits()));

    /// <summary>
    /// The lowest subnet of <paramref name="length"/> within a prefix that shares no address with the set; null where there is none.
    /// </summary>
    public IPPrefix? LowestFree(IPPrefix within, int length) =>
        length >= within.Length && PrefixNode.LowestFree(_root, within.First << Shift, within.Length, length) is { } first
            ? IPPrefix.Containing(_family, first >> Shift, length)
            : null;

    /// <summary>The lowest address within a prefix that is not in the set; null where there is none.</summary>
    public UInt128? LowestFreeAddress(IPPrefix within) =>
        PrefixNode.LowestFree(_root, within.First << Shift, within.Length, _family.Bits()) >> Shift;

    private PrefixSet With(PrefixNode? root) => ReferenceEquals(root, _root) ? this : new PrefixSet(_family, root);
}
