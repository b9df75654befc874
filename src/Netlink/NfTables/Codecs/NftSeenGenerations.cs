using System.Buffers.Binary;

namespace NetController.Netlink.NfTables;

/// <summary>The generations that the messages of a list are of, of which each tells the lower 16 bits (<c>nfgen_res_id</c>).</summary>
internal struct NftSeenGenerations
{
    private ushort? _first;
    private bool _areSeveral;

    /// <summary>Takes the number of a message, which is in network byte order.</summary>
    internal void Add(ushort number)
    {
        var generation = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(number) : number;
        _areSeveral |= _first is { } first && first != generation;
        _first ??= generation;
    }

    /// <summary>Whether all messages were of the generation that the ruleset is still in. A list without any message holds nothing that could be mixed.</summary>
    internal readonly bool IsOne(ushort current) => _first is null || (!_areSeveral && _first == current);
}
