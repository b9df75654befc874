using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Rules; <c>nft list table</c> and <c>nft list chain</c>.</content>
public sealed partial class NftConnection
{
    private static readonly MessageParser<NftRule> RuleParser = NftRuleCodec.Decode;

    /// <summary>Lists the rules of all tables, chain by chain, each chain's in their order.</summary>
    /// <returns>The rules.</returns>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftRule> ListRules()
    {
        using var request = Begin(NFT_MSG.GETRULE, default, "list ruleset");
        return _socket.Dump(request, RuleParser);
    }

    /// <summary>Lists the rules of a table or chain, in their order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The name of the chain, or null for all chains of the table.</param>
    /// <returns>The rules; none where there is no such table or chain.</returns>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftRule> ListRules(NftTableName table, string? chain = null)
    {
        NftTableCheck.Name(table, nameof(table));
        using var request = Begin(NFT_MSG.GETRULE, table.Family, new("list chain", new NftReference(table, chain)));
        request.WriteString(NFTA_RULE.TABLE, table.Name);
        if (chain is not null)
        {
            request.WriteString(NFTA_RULE.CHAIN, NftName.Check(chain, nameof(chain)));
        }

        return _socket.Dump(request, RuleParser);
    }
}
