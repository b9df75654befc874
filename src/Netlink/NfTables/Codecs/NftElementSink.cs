using System.Collections.Immutable;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Gathers the elements of a set, of which a message holds many.</summary>
internal struct NftElementSink : IMessageSink, IDisposable
{
    private readonly NftIntervals? _intervals;
    private ResultList<NftElement> _elements;

    internal NftElementSink(NftSet set) => _intervals = NftSetCodec.HasEndMarkers(set) ? new NftIntervals() : null;

    public void Begin()
    {
        _elements.Clear();
        _intervals?.Clear();
    }

    public void Take(scoped MessageReader message)
    {
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
