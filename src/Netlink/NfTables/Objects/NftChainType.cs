namespace NetController.Netlink.NfTables;

/// <summary>What a base chain may do; the word after <c>type</c> in nft(8).</summary>
public enum NftChainType
{
    /// <summary>Let through or drop.</summary>
    Filter,

    /// <summary>Translate addresses; sees the first packet of each connection only.</summary>
    Nat,

    /// <summary>Have the packet routed again when its mark or addresses change; hook output only.</summary>
    Route,
}
