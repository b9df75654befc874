using System.Collections.Immutable;
using NetController.Netlink.Events;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Gathers what nf_tables announces of a transaction until its generation, which comes last.</summary>
internal sealed class NftEventDecoder : IEventDecoder<NftEvent>
{
    private readonly List<NftChange> _changes = [];

    public NftEvent? Decode(MessageReader message)
    {
        if (NetfilterMessage.SubsystemOf(message.Type) is not NFNL_SUBSYS.NFTABLES)
        {
            return null;
        }

        switch ((NFT_MSG)NetfilterMessage.MessageOf(message.Type))
        {
            case NFT_MSG.NEWGEN:
                return EndTransaction(message);
            case NFT_MSG.NEWSETELEM:
                AddElements(message, isDeletion: false);
                return null;
            case NFT_MSG.DELSETELEM:
                AddElements(message, isDeletion: true);
                return null;
            case var kind:
                if (DecodeObject(kind, message) is { } change)
                {
                    _changes.Add(change);
                }

                return null;
        }
    }

    public NftEvent Lost(EventLoss loss)
    {
        _changes.Clear();
        return new NftEvent.Overrun(loss);
    }

    private static NftChange? DecodeObject(NFT_MSG kind, MessageReader message) => kind switch
    {
        NFT_MSG.NEWTABLE => new NftChange.TableChanged(NftTableCodec.Decode(message)),
        NFT_MSG.DELTABLE => NftDeletions.Table(message),
        NFT_MSG.NEWCHAIN => new NftChange.ChainChanged(NftChainCodec.Decode(message)),
        NFT_MSG.DELCHAIN => NftDeletions.Chain(message),
        NFT_MSG.NEWRULE => new NftChange.RuleAdded(NftRuleCodec.Decode(message), FindPosition(message), (message.Flags & MessageFlags.Append) != 0),
        NFT_MSG.DELRULE => NftDeletions.Rule(message),
        NFT_MSG.NEWSET => new NftChange.SetChanged(NftSetCodec.Decode(message)),
        NFT_MSG.DELSET => NftDeletions.Set(message),
        _ => null,
    };

    private static ulong? FindPosition(MessageReader message)
    {
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_RULE>();
        while (attributes.Read())
        {
            if (attributes.Type is NFTA_RULE.POSITION)
            {
                return attributes.GetUInt64BigEndian();
            }
        }

        return null;
    }

    private void AddElements(MessageReader message, bool isDeletion)
    {
        string? table = null;
        string? set = null;
        AttributeReader<NFTA_LIST> items = default;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_SET_ELEM_LIST>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_SET_ELEM_LIST.TABLE: table = attributes.GetString(); break;
                case NFTA_SET_ELEM_LIST.SET: set = attributes.GetString(); break;
                case NFTA_SET_ELEM_LIST.ELEMENTS: items = attributes.GetNested<NFTA_LIST>(); break;
            }
        }

        var (name, ofSet) = (NftReading.Table(message, table, "element"), set ?? throw new NetlinkProtocolException("nf_tables sent an element that has no set"));
        while (items.Read())
        {
            if (items.Type is NFTA_LIST.ELEM)
            {
                var element = NftElementCodec.Decode(items.Value, out var isEnd);
                _changes.Add(isDeletion ? new NftChange.ElementDeleted(name, ofSet, element, isEnd) : new NftChange.ElementAdded(name, ofSet, element, isEnd));
            }
        }
    }

    private NftEvent.Transaction EndTransaction(MessageReader message)
    {
        var generation = NftGeneration.Decode(message).Id;
        uint? process = null;
        string? name = null;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_GEN>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_GEN.PROC_PID: process = attributes.GetUInt32BigEndian(); break;
                case NFTA_GEN.PROC_NAME: name = attributes.GetString(); break;
            }
        }

        var changes = _changes.ToImmutableArray();
        _changes.Clear();
        return new NftEvent.Transaction(generation, changes) { ProcessId = process, ProcessName = name };
    }
}
