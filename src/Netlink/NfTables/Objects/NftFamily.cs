namespace NetController.Netlink.NfTables;

/// <summary>What packets a table sees (<c>NFPROTO_*</c>, linux/netfilter.h); the first word after <c>table</c> in nft(8).</summary>
public enum NftFamily
{
    /// <summary>IPv4 and IPv6; <c>inet</c>.</summary>
    Inet = 1,

    /// <summary>IPv4; <c>ip</c>.</summary>
    Ip = 2,

    /// <summary>ARP; <c>arp</c>.</summary>
    Arp = 3,

    /// <summary>Frames where they enter or leave a device; <c>netdev</c>.</summary>
    NetDevice = 5,

    /// <summary>Frames that cross a bridge; <c>bridge</c>.</summary>
    Bridge = 7,

    /// <summary>IPv6; <c>ip6</c>.</summary>
    Ip6 = 10,
}
