using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Chains; <c>nft add chain</c>.</content>
public sealed partial class NftTransaction
{
    /// <summary>Makes a chain, or changes the policy of a base chain that exists; <c>nft add chain</c>.</summary>
    /// <param name="chain">The chain. One that exists must have the same hook, priority and type.</param>
    /// <exception cref="ArgumentException">It breaks a rule, for example a hook that the family has not; the message says which.</exception>
    public void AddChain(NftChain chain) => AddChain(chain, MessageFlags.Create, "add chain");

    /// <summary>Makes a chain that must not exist; <c>nft create chain</c>.</summary>
    /// <param name="chain">The chain.</param>
    /// <exception cref="ArgumentException">As for <see cref="AddChain(NftChain)"/>.</exception>
    public void CreateChain(NftChain chain) => AddChain(chain, MessageFlags.Create | MessageFlags.Exclusive, "create chain");

    /// <summary>Changes what becomes of packets at the end of a base chain; <c>nft chain … { policy drop; }</c>.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void SetChainPolicy(NftTableName table, string chain, NftPolicy policy)
    {
        var request = NameChain(NFT_MSG.NEWCHAIN, MessageFlags.None, policy is NftPolicy.Drop ? "set policy drop of chain" : "set policy accept of chain", table, chain);
        request.WriteUInt32BigEndian(NFTA_CHAIN.POLICY, NftChainCodec.PolicyNumber(policy));
        Complete();
    }

    /// <summary>Gives a chain another name; <c>nft rename chain</c>. Rules and maps that lead to it follow.</summary>
    /// <param name="chain">The chain as it was listed, with its handle, by which the kernel finds it.</param>
    /// <param name="newName">The new name.</param>
    /// <exception cref="ArgumentException">The chain has no handle, or no chain can have this name.</exception>
    public void RenameChain(NftChain chain, string newName)
    {
        ArgumentNullException.ThrowIfNull(chain);
        NftTableCheck.Name(chain.Table, nameof(chain));
        NftName.Check(newName, nameof(newName));
        var handle = chain.Handle ?? throw new ArgumentException($"The chain {chain.Table} {chain.Name} has no handle: list it first.", nameof(chain));
        var request = Next(NFT_MSG.NEWCHAIN, MessageFlags.None, chain.Table.Family, new("rename chain", chain));
        request.WriteString(NFTA_CHAIN.TABLE, chain.Table.Name);
        request.WriteUInt64BigEndian(NFTA_CHAIN.HANDLE, handle);
        request.WriteString(NFTA_CHAIN.NAME, newName);
        Complete();
    }

    /// <summary>Deletes a chain with its rules; <c>nft delete chain</c>. Nothing may lead to it any more.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void DeleteChain(NftTableName table, string chain)
    {
        NameChain(NFT_MSG.DELCHAIN, MessageFlags.None, "delete chain", table, chain);
        Complete();
    }

    /// <summary>
    /// Deletes a chain with its rules, if it exists; <c>nft destroy chain</c>. Its table must exist. Written as the pair "add, delete", which kernels before 6.3 know too.
    /// </summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void DestroyChain(NftTableName table, string chain)
    {
        NameChain(NFT_MSG.NEWCHAIN, MessageFlags.Create, "destroy chain", table, chain);
        Complete();
        NameChain(NFT_MSG.DELCHAIN, MessageFlags.None, "destroy chain", table, chain);
        Complete();
    }

    /// <summary>Deletes all rules of a chain; <c>nft flush chain</c>.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void FlushChain(NftTableName table, string chain) => DeleteRule("flush chain", table, chain, handle: null);

    private void AddChain(NftChain chain, MessageFlags flags, string words)
    {
        NftChainCheck.Chain(chain, nameof(chain));
        var request = Next(NFT_MSG.NEWCHAIN, flags, chain.Table.Family, new(words, chain));
        NftChainCodec.Encode(request, chain);
        Complete();
    }

    private MessageBuilder NameChain(NFT_MSG message, MessageFlags flags, string words, NftTableName table, string chain)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(chain, nameof(chain));
        var request = Next(message, flags, table.Family, new(words, new NftReference(table, chain)));
        request.WriteString(NFTA_CHAIN.TABLE, table.Name);
        request.WriteString(NFTA_CHAIN.NAME, chain);
        return request;
    }
}
