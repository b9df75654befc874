using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>Makes again what was read, as somebody would who restores a ruleset.</summary>
internal static class NftCopy
{
    internal static void Write(NftTransaction transaction, NftRuleset ruleset)
    {
        foreach (var table in ruleset.Tables)
        {
            transaction.CreateTable(table.Table);
            foreach (var chain in table.Chains)
            {
                transaction.CreateChain(chain.Chain);
            }

            foreach (var set in table.Sets)
            {
                Write(transaction, set);
            }

            foreach (var rule in table.Chains.SelectMany(static chain => chain.Rules))
            {
                transaction.AddRule(rule);
            }
        }
    }

    private static void Write(NftTransaction transaction, NftSetContent set)
    {
        if (set.Set.Flags.HasFlag(NftSetFlags.Anonymous))
        {
            transaction.AddAnonymousSet(set.Set, set.Elements.AsSpan());
        }
        else
        {
            transaction.CreateSet(set.Set);
            transaction.CreateElements(set.Set, set.Elements.AsSpan());
        }
    }
}
