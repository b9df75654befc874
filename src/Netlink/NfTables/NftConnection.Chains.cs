using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Chains; <c>nft list chains</c>.</content>
public sealed partial class NftConnection
{
    private static readonly MessageParser<NftChain> ChainParser = NftChainCodec.Decode;

    /// <summary>Lists chains; <c>nft list chains</c>.</summary>
    /// <param name="table">Of which table, or null for all; none where there is no such table.</param>
    /// <returns>The chains in the kernel's order.</returns>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftChain> ListChains(NftTableName? table = null)
    {
        NftTableCheck.Name(table, nameof(table));
        using var request = Begin(NFT_MSG.GETCHAIN, table?.Family ?? default, "list chains");
        var chains = _socket.Dump(request, ChainParser);

        // The kernel has no filter for this.
        return table is { } only ? chains.RemoveAll(chain => chain.Table != only) : chains;
    }

    /// <summary>Looks a chain up by its name.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The chain, or null when there is none, or no such table (<see cref="Errno.ENOENT"/>, and for no other reason).</returns>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public NftChain? FindChain(NftTableName table, string name)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(name, nameof(name));
        using var request = Begin(NFT_MSG.GETCHAIN, table.Family, new("list chain", new NftReference(table, name)));
        request.WriteString(NFTA_CHAIN.TABLE, table.Name);
        request.WriteString(NFTA_CHAIN.NAME, name);
        return _socket.Query(request, ChainParser, Errno.ENOENT);
    }
}
