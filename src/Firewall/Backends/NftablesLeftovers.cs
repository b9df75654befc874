using System.Collections.Immutable;
using NetController.Firewall.NfTables;
using NetController.Netlink;

namespace NetController.Firewall.Backends;

/// <summary>Removes the table of the nf_tables backend when another one takes its place. What the administrator has put into it stays, the chain <c>user</c> above all.</summary>
internal static class NftablesLeftovers
{
    private static readonly Dictionary<ElementKey, ElementClaim> NoElements = [];

    /// <summary>Looks, and removes what there is.</summary>
    /// <param name="context">The namespace to look at, and the log.</param>
    /// <returns>The changes, as nft commands; empty where there was nothing, or the kernel has no nf_tables at all.</returns>
    /// <exception cref="OperationForbiddenException">It takes CAP_NET_ADMIN.</exception>
    /// <exception cref="OperationFailedException">The kernel refused.</exception>
    public static ImmutableArray<string> Remove(FirewallContext context)
    {
        using var kernel = new NftablesKernel(context.HostNamespacePath, context.LoggerFactory.CreateLogger("NetController.Firewall"));
        try
        {
            var (table, generation) = kernel.Read();
            var edits = TableDifference.Of(host: null, NoElements, table, owner: "").Edits();
            if (edits.Count == 0)
            {
                return [];
            }

            kernel.Commit(edits, generation);
            return [.. edits.Select(static edit => edit.Command)];
        }
        catch (Exception refused) when (refused is IOException or NetworkNamespaceException)
        {
            return NftablesError.Of("remove the rules of the nf_tables backend", refused) is var error and not ResourceUnavailableException ? throw error : [];
        }
    }
}
