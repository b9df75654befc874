using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Announcements of deletions, of which the kernel tells no more than is needed to know what is gone.</summary>
internal static class NftDeletions
{
    internal static NftChange.TableDeleted Table(MessageReader message)
    {
        string? table = null;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_TABLE>();
        while (attributes.Read())
        {
            if (attributes.Type is NFTA_TABLE.NAME)
            {
                table = attributes.GetString();
            }
        }

        return new NftChange.TableDeleted(NftReading.Table(message, table, "deleted table"));
    }

    internal static NftChange.ChainDeleted Chain(MessageReader message)
    {
        string? table = null;
        string? chain = null;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_CHAIN>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_CHAIN.TABLE: table = attributes.GetString(); break;
                case NFTA_CHAIN.NAME: chain = attributes.GetString(); break;
            }
        }

        return new NftChange.ChainDeleted(NftReading.Table(message, table, "deleted chain"), chain ?? throw Missing("chain", "name"));
    }

    internal static NftChange.RuleDeleted Rule(MessageReader message)
    {
        string? table = null;
        string? chain = null;
        ulong? handle = null;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_RULE>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_RULE.TABLE: table = attributes.GetString(); break;
                case NFTA_RULE.CHAIN: chain = attributes.GetString(); break;
                case NFTA_RULE.HANDLE: handle = attributes.GetUInt64BigEndian(); break;
            }
        }

        return new NftChange.RuleDeleted(
            NftReading.Table(message, table, "deleted rule"), chain ?? throw Missing("rule", "chain"), handle ?? throw Missing("rule", "handle"));
    }

    internal static NftChange.SetDeleted Set(MessageReader message)
    {
        string? table = null;
        string? set = null;
        var attributes = message.ReadAttributes<nfgenmsg, NFTA_SET>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_SET.TABLE: table = attributes.GetString(); break;
                case NFTA_SET.NAME: set = attributes.GetString(); break;
            }
        }

        return new NftChange.SetDeleted(NftReading.Table(message, table, "deleted set"), set ?? throw Missing("set", "name"));
    }

    private static NetlinkProtocolException Missing(string what, string attribute) => new($"nf_tables announced the deletion of a {what} without telling its {attribute}");
}
