using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What the kernel knows of a packet besides its bytes (<c>NFT_META_*</c>, linux/netfilter/nf_tables.h); the word after <c>meta</c> in nft(8). Numbers are in the machine's byte order unless it says otherwise.</summary>
public enum NftMetaKey
{
    /// <summary>Its length in bytes, 4 bytes; <c>length</c>.</summary>
    Length = (int)NFT_META.LEN,

    /// <summary>The protocol of its frame, 2 bytes in network byte order; <c>protocol</c>.</summary>
    Protocol = (int)NFT_META.PROTOCOL,

    /// <summary>Its priority, a traffic control handle, 4 bytes; <c>priority</c>. Can be set.</summary>
    Priority = (int)NFT_META.PRIORITY,

    /// <summary>Its mark, 4 bytes; <c>mark</c>. Can be set.</summary>
    Mark = (int)NFT_META.MARK,

    /// <summary>The number of the interface it came in by, 4 bytes; <c>iif</c>.</summary>
    InputInterface = (int)NFT_META.IIF,

    /// <summary>The number of the interface it leaves by, 4 bytes; <c>oif</c>.</summary>
    OutputInterface = (int)NFT_META.OIF,

    /// <summary>The name of the interface it came in by, 16 bytes filled with zeros; <c>iifname</c>.</summary>
    InputInterfaceName = (int)NFT_META.IIFNAME,

    /// <summary>The name of the interface it leaves by, 16 bytes filled with zeros; <c>oifname</c>.</summary>
    OutputInterfaceName = (int)NFT_META.OIFNAME,

    /// <summary>The hardware type of the interface it came in by, 2 bytes; <c>iiftype</c>.</summary>
    InputInterfaceType = (int)NFT_META.IIFTYPE,

    /// <summary>The hardware type of the interface it leaves by, 2 bytes; <c>oiftype</c>.</summary>
    OutputInterfaceType = (int)NFT_META.OIFTYPE,

    /// <summary>The user whose socket it is from, 4 bytes; <c>skuid</c>.</summary>
    SocketUser = (int)NFT_META.SKUID,

    /// <summary>The group whose socket it is from, 4 bytes; <c>skgid</c>.</summary>
    SocketGroup = (int)NFT_META.SKGID,

    /// <summary>Whether its way through the rules is reported, 1 byte; <c>nftrace</c>. Can be set.</summary>
    Trace = (int)NFT_META.NFTRACE,

    /// <summary>The realm of its route, 4 bytes; <c>rtclassid</c>.</summary>
    RouteRealm = (int)NFT_META.RTCLASSID,

    /// <summary>Its security mark, 4 bytes; <c>secmark</c>. Can be set.</summary>
    SecurityMark = (int)NFT_META.SECMARK,

    /// <summary>IPv4 or IPv6, as <see cref="NftFamily"/>, 1 byte; <c>nfproto</c>.</summary>
    NetworkProtocol = (int)NFT_META.NFPROTO,

    /// <summary>The transport protocol, past any IPv6 extension headers, 1 byte; <c>l4proto</c>.</summary>
    TransportProtocol = (int)NFT_META.L4PROTO,

    /// <summary>The name of the bridge it came in by, 16 bytes filled with zeros; <c>ibrname</c>.</summary>
    InputBridgeName = (int)NFT_META.BRI_IIFNAME,

    /// <summary>The name of the bridge it leaves by, 16 bytes filled with zeros; <c>obrname</c>.</summary>
    OutputBridgeName = (int)NFT_META.BRI_OIFNAME,

    /// <summary>For this host, broadcast, multicast, …, 1 byte; <c>pkttype</c>. Can be set.</summary>
    PacketType = (int)NFT_META.PKTTYPE,

    /// <summary>The processor at work, 4 bytes; <c>cpu</c>.</summary>
    Cpu = (int)NFT_META.CPU,

    /// <summary>The group of the interface it came in by, 4 bytes; <c>iifgroup</c>.</summary>
    InputInterfaceGroup = (int)NFT_META.IIFGROUP,

    /// <summary>The group of the interface it leaves by, 4 bytes; <c>oifgroup</c>.</summary>
    OutputInterfaceGroup = (int)NFT_META.OIFGROUP,

    /// <summary>The control group whose socket it is from, 4 bytes; <c>cgroup</c>.</summary>
    ControlGroup = (int)NFT_META.CGROUP,

    /// <summary>A random number, 4 bytes; <c>random</c>.</summary>
    Random = (int)NFT_META.PRANDOM,

    /// <summary>Whether it was decrypted by IPsec, 1 byte; <c>ipsec</c>.</summary>
    SecurityPath = (int)NFT_META.SECPATH,

    /// <summary>The kind of the interface it came in by, for example <c>veth</c>, 16 bytes filled with zeros; <c>iifkind</c>.</summary>
    InputInterfaceKind = (int)NFT_META.IIFKIND,

    /// <summary>The kind of the interface it leaves by, 16 bytes filled with zeros; <c>oifkind</c>.</summary>
    OutputInterfaceKind = (int)NFT_META.OIFKIND,

    /// <summary>The VLAN of the bridge port it came in by, 2 bytes; <c>ibrpvid</c>.</summary>
    InputBridgeVlan = (int)NFT_META.BRI_IIFPVID,

    /// <summary>The VLAN protocol of the bridge it came in by, 2 bytes in network byte order; <c>ibrvproto</c>.</summary>
    InputBridgeVlanProtocol = (int)NFT_META.BRI_IIFVPROTO,

    /// <summary>The time in nanoseconds since 1970, 8 bytes; <c>time</c>.</summary>
    Time = (int)NFT_META.TIME_NS,

    /// <summary>The day of the week, 0 for Sunday, 1 byte; <c>day</c>.</summary>
    Day = (int)NFT_META.TIME_DAY,

    /// <summary>The seconds since midnight, 4 bytes; <c>hour</c>.</summary>
    Hour = (int)NFT_META.TIME_HOUR,

    /// <summary>The number of the interface below the VRF it came in by, 4 bytes; <c>sdif</c>.</summary>
    SlaveInterface = (int)NFT_META.SDIF,

    /// <summary>The name of the interface below the VRF it came in by, 16 bytes filled with zeros; <c>sdifname</c>.</summary>
    SlaveInterfaceName = (int)NFT_META.SDIFNAME,
}
