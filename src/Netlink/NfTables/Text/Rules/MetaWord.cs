namespace NetController.Netlink.NfTables;

/// <summary>A property of a packet, and what it is: <c>meta mark</c>, <c>iifname</c>.</summary>
internal readonly record struct MetaWord(string Text, NftDataType Type, DependencyKind? Decides = null, bool IsUnsayable = false)
{
    internal static MetaWord Of(NftMetaKey key) => key switch
    {
        NftMetaKey.Length => new("meta length", Number(4)),
        NftMetaKey.Protocol => new("meta protocol", NftDataType.EthernetType, DependencyKind.MetaProtocol),
        NftMetaKey.Priority => new("meta priority", NftDataType.ClassId),
        NftMetaKey.Mark => new("meta mark", NftDataType.Mark),
        NftMetaKey.InputInterface => new("iif", NftDataType.InterfaceIndex),
        NftMetaKey.OutputInterface => new("oif", NftDataType.InterfaceIndex),
        NftMetaKey.InputInterfaceName => new("iifname", NftDataType.InterfaceName),
        NftMetaKey.OutputInterfaceName => new("oifname", NftDataType.InterfaceName),
        NftMetaKey.InputInterfaceType => new("meta iiftype", NftDataType.InterfaceType, DependencyKind.InterfaceType),
        NftMetaKey.OutputInterfaceType => new("meta oiftype", NftDataType.InterfaceType),
        NftMetaKey.SocketUser => new("meta skuid", NftDataType.UserId),
        NftMetaKey.SocketGroup => new("meta skgid", NftDataType.GroupId),
        NftMetaKey.Trace => new("meta nftrace", Number(1)),
        NftMetaKey.RouteRealm => new("meta rtclassid", NftDataType.Realm),
        NftMetaKey.NetworkProtocol => new("meta nfproto", NftDataType.NfProtocol, DependencyKind.NfProtocol),
        NftMetaKey.TransportProtocol => new("meta l4proto", NftDataType.InetProtocol, DependencyKind.MetaTransport),
        NftMetaKey.InputBridgeName => new("meta ibrname", NftDataType.InterfaceName),
        NftMetaKey.OutputBridgeName => new("meta obrname", NftDataType.InterfaceName),
        NftMetaKey.PacketType => new("meta pkttype", NftDataType.PacketType),
        NftMetaKey.Cpu => new("meta cpu", Number(4)),
        NftMetaKey.InputInterfaceGroup => new("iifgroup", NftDataType.InterfaceGroup),
        NftMetaKey.OutputInterfaceGroup => new("oifgroup", NftDataType.InterfaceGroup),
        NftMetaKey.ControlGroup => new("meta cgroup", Number(4)),
        NftMetaKey.Random => new("meta random", NftDataType.Integer(4, isHostOrder: false)),
        NftMetaKey.SecurityPath => new("meta ipsec", NftDataType.Boolean),
        NftMetaKey.InputInterfaceKind => new("meta iifkind", NftDataType.InterfaceName),
        NftMetaKey.OutputInterfaceKind => new("meta oifkind", NftDataType.InterfaceName),
        NftMetaKey.InputBridgeVlan => new("meta ibrpvid", Number(2)),
        NftMetaKey.InputBridgeVlanProtocol => new("meta ibrvproto", NftDataType.EthernetType),
        NftMetaKey.Time => new("meta time", NftDataType.Instant),
        NftMetaKey.Day => new("meta day", NftDataType.Day),
        NftMetaKey.Hour => new("meta hour", NftDataType.Hour),
        NftMetaKey.SlaveInterface => new("meta sdif", NftDataType.InterfaceIndex),
        NftMetaKey.SlaveInterfaceName => new("meta sdifname", NftDataType.InterfaceName),
        NftMetaKey.SecurityMark => new("meta secmark", Number(4), IsUnsayable: true),
        _ => new($"meta {(int)key}", Number(4), IsUnsayable: true),
    };

    private static NftDataType Number(int length) => NftDataType.Integer(length, isHostOrder: true);
}
