using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>A chain with its rules; <c>nft list chain</c>.</summary>
public sealed class NftChainContent
{
    /// <summary>Puts a chain and its rules together.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="rules">Its rules in their order.</param>
    public NftChainContent(NftChain chain, ImmutableArray<NftRule> rules)
    {
        Chain = chain;
        Rules = rules;
    }

    /// <summary>The chain.</summary>
    public NftChain Chain { get; }

    /// <summary>Its rules in their order.</summary>
    public ImmutableArray<NftRule> Rules { get; }
}
