using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Tables; <c>nft list tables</c>.</content>
public sealed partial class NftConnection
{
    // One delegate for the life of the process: a method group would allocate one per call in shared generic code.
    private static readonly MessageParser<NftTable> TableParser = NftTableCodec.Decode;

    /// <summary>Lists tables; <c>nft list tables [FAMILY]</c>.</summary>
    /// <param name="family">Of which family, or null for all.</param>
    /// <returns>The tables in the kernel's order.</returns>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftTable> ListTables(NftFamily? family = null)
    {
        using var request = Begin(NFT_MSG.GETTABLE, family ?? default, "list tables");
        return _socket.Dump(request, TableParser);
    }

    /// <summary>Looks a table up by its name.</summary>
    /// <param name="table">Family and name.</param>
    /// <returns>The table, or null when there is none (<see cref="Errno.ENOENT"/>, and for no other reason).</returns>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    public NftTable? FindTable(NftTableName table)
    {
        NftTableCheck.Name(table, nameof(table));
        using var request = Begin(NFT_MSG.GETTABLE, table.Family, new("list table", table));
        request.WriteString(NFTA_TABLE.NAME, table.Name);
        return _socket.Query(request, TableParser, Errno.ENOENT);
    }
}
