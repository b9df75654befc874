namespace NetController.Netlink.NfTables;

/// <summary>The usual priorities of base chains, lowest first, under the names that nft(8) gives them (linux/netfilter_ipv4.h). Any number between is as good.</summary>
public static class NftPriority
{
    /// <summary>Before connection tracking; <c>raw</c>.</summary>
    public const int Raw = -300;

    /// <summary>Before destinations are translated; <c>mangle</c>.</summary>
    public const int Mangle = -150;

    /// <summary>Where destinations are translated; <c>dstnat</c>.</summary>
    public const int DestinationNat = -100;

    /// <summary>The usual place to filter; <c>filter</c>.</summary>
    public const int Filter = 0;

    /// <summary>After the usual place; <c>security</c>.</summary>
    public const int Security = 50;

    /// <summary>Where sources are translated; <c>srcnat</c>.</summary>
    public const int SourceNat = 100;
}
