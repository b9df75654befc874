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
    private int _messages;

    internal NftElementSink(NftSet set) => _intervals = NftSetCodec.HasEndMarkers(set) ? new NftIntervals() : null;

    /// <summary>
    /// Whether the list is one of this generation. The kernel goes on after each message at the place it has counted to, and may meanwhile have moved elements to other places: then it
    /// lists as many twice as it leaves out.
    /// </summary>
    internal readonly bool IsOf(uint generation) => _generations.IsOne((ushort)generation) && (_messages < 2 || !(_intervals?.HoldsTwice() ?? HoldsTwice()));

    public void Begin()
    {
        _generations = default;
        _messages = 0;
        _elements.Clear();
        _intervals?.Clear();
    }

    public void Take(scoped MessageReader message)
    {
        _generations.Add(message.ReadHeader<nfgenmsg>().res_id);
        _messages++;
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

    private readonly bool HoldsTwice()
    {
        var seen = new HashSet<(NftValue First, NftValue? Last)>(_elements.Count);
        for (var i = 0; i < _elements.Count; i++)
        {
            if (!seen.Add((_elements[i].Key, _elements[i].KeyEnd)))
            {
                return true;
            }
        }

        return false;
    }

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
