using System.Collections.Immutable;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Gathers the elements of a set, of which a message holds many.</summary>
internal struct NftElementSink : IMessageSink, IDisposable
{
    private readonly NftIntervals? _intervals;
    private ResultList<NftElement> _elements;
    private NftSeenGenerations _generations;

    internal NftElementSink(NftSet set) => _intervals = NftSetCodec.HasEndMarkers(set) ? new NftIntervals() : null;

    /// <summary>Of which states of the ruleset the messages were.</summary>
    internal readonly NftSeenGenerations Generations => _generations;

    public void Begin()
    {
        _generations = default;
        _elements.Clear();
        _intervals?.Clear();
    }

    public void Take(scoped MessageReader message)
    {
        _generations.Add(message.ReadHeader<nfgenmsg>().res_id);
        var lists = message.ReadAttributes<nfgenmsg, NFTA_SET_ELEM_LIST>();
        while (lists.Read())
        {
            if (lists.Type is NFTA_SET_ELEM_LIST.ELEMENTS)
            {
                TakeAll(lists.GetNested<NFTA_LIST>());
            }
        }
    }

    internal ImmutableArray<NftElement> ToImmutableArray()
    {
        _intervals?.JoinInto(ref _elements);
        return _elements.ToImmutableArray();
    }

    public void Dispose() => _elements.Dispose();

    private void TakeAll(AttributeReader<NFTA_LIST> items)
    {
        while (items.Read())
        {
            if (items.Type is NFTA_LIST.ELEM)
            {
                var element = NftElementCodec.Decode(items.Value, out var isEnd);
                if (_intervals is null || element.IsCatchAll)
                {
                    _elements.Add(element);
                }
                else
                {
                    _intervals.Add(element, isEnd);
                }
            }
        }
    }
}
