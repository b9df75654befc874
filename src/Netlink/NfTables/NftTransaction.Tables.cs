using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Tables; <c>nft add table</c>.</content>
public sealed partial class NftTransaction
{
    /// <summary>Makes a table, or sets the flags of one that exists; <c>nft add table</c>. The comment of one that exists stays.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void AddTable(NftTable table) => AddTable(table, MessageFlags.Create, "add table");

    /// <summary>Makes a table that must not exist; <c>nft create table</c>.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void CreateTable(NftTable table) => AddTable(table, MessageFlags.Create | MessageFlags.Exclusive, "create table");

    /// <summary>Deletes a table with all that is in it; <c>nft delete table</c>.</summary>
    /// <param name="table">Family and name.</param>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    public void DeleteTable(NftTableName table)
    {
        NftTableCheck.Name(table, nameof(table));
        NameTable(NFT_MSG.DELTABLE, MessageFlags.None, "delete table", table);
    }

    /// <summary>
    /// Deletes a table with all that is in it, if it exists; <c>nft destroy table</c>. Written as the pair "add, delete", which kernels before 6.3 know too.
    /// </summary>
    /// <param name="table">Family and name.</param>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    public void DestroyTable(NftTableName table)
    {
        NftTableCheck.Name(table, nameof(table));
        NameTable(NFT_MSG.NEWTABLE, MessageFlags.Create, "destroy table", table);
        NameTable(NFT_MSG.DELTABLE, MessageFlags.None, "destroy table", table);
    }

    /// <summary>Deletes all rules of all chains of a table; <c>nft flush table</c>.</summary>
    /// <param name="table">Family and name.</param>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    public void FlushTable(NftTableName table)
    {
        NftTableCheck.Name(table, nameof(table));
        var request = Next(NFT_MSG.DELRULE, MessageFlags.None, table.Family, new("flush table", table));
        NftRuleCodec.WriteReference(request, table, chain: null, handle: null);
        Complete();
    }

    private void AddTable(NftTable table, MessageFlags flags, string words)
    {
        NftTableCheck.Table(table, nameof(table));
        var request = Next(NFT_MSG.NEWTABLE, flags, table.Family, new(words, table));
        NftTableCodec.Encode(request, table);
        Complete();
    }

    private void NameTable(NFT_MSG message, MessageFlags flags, string words, NftTableName table)
    {
        var request = Next(message, flags, table.Family, new(words, table));
        request.WriteString(NFTA_TABLE.NAME, table.Name);
        Complete();
    }
}
