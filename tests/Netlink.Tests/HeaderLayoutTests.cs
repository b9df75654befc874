using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using NetController.Netlink.Conntrack;
using NetController.Netlink.Interop;
using NetController.TestSupport;

namespace NetController.Netlink.Tests;

/// <summary>
/// Sizes, offsets and numbers are those of the C headers: a program of static assertions about everything under Wire/ is compiled.
/// A structure or enumeration that is added there is checked without further ado.
/// </summary>
public sealed class HeaderLayoutTests
{
    private const string Includes = """
        #include <stddef.h>
        #include <errno.h>
        #include <sys/socket.h>
        #include <linux/if.h>
        #include <linux/netlink.h>
        #include <linux/rtnetlink.h>
        #include <linux/if_link.h>
        #include <linux/if_addr.h>
        #include <linux/veth.h>
        #include <linux/if_bridge.h>
        #include <linux/if_vlan.h>
        #include <linux/if_arp.h>
        #include <linux/if_tun.h>
        #include <sys/ioctl.h>
        #include <linux/nsfs.h>
        #include <linux/neighbour.h>
        #include <linux/fib_rules.h>
        #include <linux/pkt_sched.h>
        #include <linux/pkt_cls.h>
        #include <linux/gen_stats.h>
        #include <linux/if_ether.h>
        #include <linux/tc_act/tc_mirred.h>
        #include <linux/netfilter.h>
        #include <linux/netfilter/nfnetlink.h>
        #include <linux/netfilter/nf_tables.h>
        #include <linux/netfilter/nfnetlink_conntrack.h>
        #include <linux/netfilter/nf_conntrack_common.h>
        #include <linux/netfilter/nf_conntrack_tcp.h>
        #include <linux/net_namespace.h>
        #include <linux/in.h>
        #include <linux/netfilter/nf_nat.h>
        #include <linux/netfilter/nf_log.h>
        #include <linux/filter.h>
        #include <linux/sockios.h>
        #include <linux/version.h>

        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
        enum { NFT_MSG_DESTROYTABLE = NFT_MSG_DELFLOWTABLE + 2, NFT_MSG_DESTROYCHAIN, NFT_MSG_DESTROYRULE, NFT_MSG_DESTROYSET, NFT_MSG_DESTROYSETELEM };
        #endif
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
        enum { IFLA_BRPORT_MAB = IFLA_BRPORT_LOCKED + 1 };
        #endif
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
        enum { IFLA_BRPORT_MCAST_N_GROUPS = IFLA_BRPORT_MAB + 1, IFLA_BRPORT_MCAST_MAX_GROUPS };
        #endif
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
        enum { IFLA_BRPORT_NEIGH_VLAN_SUPPRESS = IFLA_BRPORT_MCAST_MAX_GROUPS + 1 };
        #endif
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
        enum { IFLA_BR_FDB_N_LEARNED = IFLA_BR_MCAST_QUERIER_STATE + 1, IFLA_BR_FDB_MAX_LEARNED };
        #endif
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
        enum { NFTA_SET_TYPE = NFTA_SET_EXPRESSIONS + 1, NFTA_SET_COUNT };
        #endif

        """;

    [Test]
    public void Structures_and_numbers_are_those_of_the_headers()
    {
        if (!HostProgram.Exists("gcc"))
        {
            Assert.Ignore("There is no C compiler here.");
        }

        var program = new StringBuilder(Includes);
        var types = typeof(NetlinkSocket).Assembly.GetTypes().Where(static t => t.Namespace is "NetController.Netlink.Wire" || t.Name is "sockaddr_nl").ToList();
        foreach (var type in types)
        {
            AppendType(program, type);
        }

        AppendPublicNumbers(program);
        AppendConntrackNumbers(program);
        Assert.That(types, Has.Count.GreaterThan(15));
        Compile(program.ToString());
    }

    private static void AppendType(StringBuilder program, Type type)
    {
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
            {
                AppendNumber(program, $"{type.Name}_{name}", Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture));
            }

            return;
        }

        AppendAssertion(program, $"sizeof(struct {type.Name}) == {Marshal.SizeOf(type)}");
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            AppendAssertion(program, $"offsetof(struct {type.Name}, {field.Name}) == {Marshal.OffsetOf(type, field.Name)}");
        }

        foreach (var constant in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(static f => f.IsLiteral))
        {
            AppendAssertion(program, $"(unsigned short)({constant.Name}) == {constant.GetRawConstantValue()}");
        }
    }

    private static void AppendPublicNumbers(StringBuilder program)
    {
        foreach (var errno in Enum.GetValues<Errno>().Where(static e => e is not Errno.None))
        {
            AppendNumber(program, errno.ToString(), (long)errno);
        }

        (string Name, long Value)[] numbers =
        [
            ("NLM_F_REQUEST", (long)MessageFlags.Request), ("NLM_F_MULTI", (long)MessageFlags.Multi), ("NLM_F_ACK", (long)MessageFlags.Acknowledge),
            ("NLM_F_ECHO", (long)MessageFlags.Echo), ("NLM_F_DUMP_INTR", (long)MessageFlags.DumpInterrupted), ("NLM_F_DUMP", (long)MessageFlags.Dump),
            ("NLM_F_DUMP_FILTERED", (long)MessageFlags.DumpFiltered), ("NLM_F_CAPPED", 0x100), ("NLM_F_ACK_TLVS", 0x200),
            ("NLM_F_REPLACE", (long)MessageFlags.Replace), ("NLM_F_EXCL", (long)MessageFlags.Exclusive), ("NLM_F_CREATE", (long)MessageFlags.Create),
            ("NLM_F_APPEND", (long)MessageFlags.Append), ("NETLINK_ROUTE", (long)NetlinkProtocol.Route), ("NETLINK_NETFILTER", (long)NetlinkProtocol.Netfilter),
            ("NETLINK_SOCK_DIAG", (long)NetlinkProtocol.SocketDiagnostics), ("NETLINK_GENERIC", (long)NetlinkProtocol.Generic),
            ("IFF_UP", (long)LinkFlags.Up), ("IFF_BROADCAST", (long)LinkFlags.Broadcast), ("IFF_LOOPBACK", (long)LinkFlags.Loopback),
            ("IFF_POINTOPOINT", (long)LinkFlags.PointToPoint), ("IFF_RUNNING", (long)LinkFlags.Running), ("IFF_NOARP", (long)LinkFlags.NoArp),
            ("IFF_PROMISC", (long)LinkFlags.Promiscuous), ("IFF_ALLMULTI", (long)LinkFlags.AllMulticast), ("IFF_MULTICAST", (long)LinkFlags.Multicast),
            ("IFF_LOWER_UP", (long)LinkFlags.LowerUp), ("IFF_DORMANT", (long)LinkFlags.Dormant),
            ("IF_OPER_DOWN", (long)OperationalState.Down), ("IF_OPER_LOWERLAYERDOWN", (long)OperationalState.LowerLayerDown), ("IF_OPER_UP", (long)OperationalState.Up),
            ("IFA_F_SECONDARY", (long)AddressFlags.Secondary), ("IFA_F_NODAD", (long)AddressFlags.NoDad), ("IFA_F_OPTIMISTIC", (long)AddressFlags.Optimistic),
            ("IFA_F_DADFAILED", (long)AddressFlags.DadFailed), ("IFA_F_HOMEADDRESS", (long)AddressFlags.HomeAddress), ("IFA_F_DEPRECATED", (long)AddressFlags.Deprecated),
            ("IFA_F_TENTATIVE", (long)AddressFlags.Tentative), ("IFA_F_PERMANENT", (long)AddressFlags.Permanent), ("IFA_F_MANAGETEMPADDR", (long)AddressFlags.ManageTemporary),
            ("IFA_F_NOPREFIXROUTE", (long)AddressFlags.NoPrefixRoute), ("IFA_F_MCAUTOJOIN", (long)AddressFlags.MulticastAutoJoin), ("IFA_F_STABLE_PRIVACY", (long)AddressFlags.StablePrivacy),
            ("RT_SCOPE_SITE", (long)RouteScope.Site), ("RT_SCOPE_LINK", (long)RouteScope.Link), ("RT_SCOPE_HOST", (long)RouteScope.Host), ("RT_SCOPE_NOWHERE", (long)RouteScope.Nowhere),
            ("RTN_UNICAST", (long)RouteType.Unicast), ("RTN_LOCAL", (long)RouteType.Local), ("RTN_BROADCAST", (long)RouteType.Broadcast), ("RTN_ANYCAST", (long)RouteType.Anycast),
            ("RTN_MULTICAST", (long)RouteType.Multicast), ("RTN_BLACKHOLE", (long)RouteType.Blackhole), ("RTN_UNREACHABLE", (long)RouteType.Unreachable),
            ("RTN_PROHIBIT", (long)RouteType.Prohibit), ("RTN_THROW", (long)RouteType.Throw), ("RTNH_F_ONLINK", 4),
            ("RTPROT_REDIRECT", (long)RouteProtocol.Redirect), ("RTPROT_KERNEL", (long)RouteProtocol.Kernel), ("RTPROT_BOOT", (long)RouteProtocol.Boot),
            ("RTPROT_STATIC", (long)RouteProtocol.Static), ("RTPROT_RA", (long)RouteProtocol.RouterAdvertisement), ("RTPROT_DHCP", (long)RouteProtocol.Dhcp),
            .. LinkNumbers(),
            ("RT_TABLE_MAIN", RouteTable.Main.Value), ("RT_TABLE_LOCAL", RouteTable.Local.Value), ("AF_INET", 2), ("AF_INET6", 10), ("NS_GET_NSTYPE", 0xb703),
        ];
        foreach (var (name, value) in numbers.Concat(RouteObjectNumbers.All()))
        {
            AppendNumber(program, name, value);
        }
    }

    private static IEnumerable<(string Name, long Value)> LinkNumbers() =>
    [
        ("TUNSETIFF", TunFile.TUNSETIFF), ("TUNSETPERSIST", TunFile.TUNSETPERSIST), ("TUNSETOWNER", TunFile.TUNSETOWNER), ("TUNSETGROUP", TunFile.TUNSETGROUP),
        ("IFF_NO_PI", TunFile.IFF_NO_PI), ("IFF_VNET_HDR", TunFile.IFF_VNET_HDR), ("IFF_TUN_EXCL", TunFile.IFF_TUN_EXCL), ("IFF_MULTI_QUEUE", TunFile.IFF_MULTI_QUEUE),
        ("IFF_TUN", (long)TunMode.Tun), ("IFF_TAP", (long)TunMode.Tap),
        ("SIOCGIFNAME", InterfaceRequest.SIOCGIFNAME), ("SIOCGIFINDEX", InterfaceRequest.SIOCGIFINDEX),
        ("sizeof(struct ifreq)", InterfaceRequest.Size), ("offsetof(struct ifreq, ifr_ifindex)", InterfaceRequest.IndexOffset),
        ("offsetof(struct ifreq, ifr_flags)", TunFile.FlagsOffset),
        ("IFNAMSIZ - 1", LinkName.MaximumLength), ("ALTIFNAMSIZ - 1", LinkName.MaximumAlternativeLength),
        ("IN6_ADDR_GEN_MODE_EUI64", (long)AddressGenerationMode.HardwareAddress), ("IN6_ADDR_GEN_MODE_NONE", (long)AddressGenerationMode.None),
        ("IN6_ADDR_GEN_MODE_STABLE_PRIVACY", (long)AddressGenerationMode.StableSecret), ("IN6_ADDR_GEN_MODE_RANDOM", (long)AddressGenerationMode.Random),
        ("IFF_DEBUG", (long)LinkFlags.Debug), ("IFF_NOTRAILERS", (long)LinkFlags.NoTrailers), ("IFF_MASTER", (long)LinkFlags.Master), ("IFF_SLAVE", (long)LinkFlags.Slave),
        ("IFF_PORTSEL", (long)LinkFlags.PortSelect), ("IFF_AUTOMEDIA", (long)LinkFlags.AutoMedia), ("IFF_DYNAMIC", (long)LinkFlags.Dynamic), ("IFF_ECHO", (long)LinkFlags.Echo),
        ("IF_LINK_MODE_DORMANT", (long)LinkMode.Dormant),
        ("ARPHRD_ETHER", (long)LinkLayer.Ethernet), ("ARPHRD_INFINIBAND", (long)LinkLayer.InfiniBand), ("ARPHRD_PPP", (long)LinkLayer.PointToPoint),
        ("ARPHRD_TUNNEL", (long)LinkLayer.Tunnel), ("ARPHRD_TUNNEL6", (long)LinkLayer.Tunnel6), ("ARPHRD_LOOPBACK", (long)LinkLayer.Loopback),
        ("ARPHRD_SIT", (long)LinkLayer.Sit), ("ARPHRD_IPGRE", (long)LinkLayer.Gre), ("ARPHRD_IP6GRE", (long)LinkLayer.Gre6), ("ARPHRD_NONE", (long)LinkLayer.None),
        ("ETH_P_8021Q", (long)VlanProtocol.Customer), ("ETH_P_8021AD", (long)VlanProtocol.Service), ("ETH_MIN_MTU", 68), ("ETH_MAX_MTU", 65_535),
        ("MACVLAN_MODE_PRIVATE", (long)MacvlanMode.Private), ("MACVLAN_MODE_VEPA", (long)MacvlanMode.Vepa), ("MACVLAN_MODE_BRIDGE", (long)MacvlanMode.Bridge),
        ("MACVLAN_MODE_PASSTHRU", (long)MacvlanMode.PassThrough), ("MACVLAN_MODE_SOURCE", (long)MacvlanMode.Source),
        ("IPVLAN_MODE_L2", (long)IpvlanMode.L2), ("IPVLAN_MODE_L3", (long)IpvlanMode.L3), ("IPVLAN_MODE_L3S", (long)IpvlanMode.L3Symmetric),
        ("IPVLAN_F_PRIVATE", (long)IpvlanReach.Private), ("IPVLAN_F_VEPA", (long)IpvlanReach.Vepa),
        ("VXLAN_DF_UNSET", (long)VxlanDontFragment.Unset), ("VXLAN_DF_SET", (long)VxlanDontFragment.Set), ("VXLAN_DF_INHERIT", (long)VxlanDontFragment.Inherit),
        ("BR_STATE_DISABLED", (long)BridgePortState.Disabled), ("BR_STATE_LISTENING", (long)BridgePortState.Listening), ("BR_STATE_LEARNING", (long)BridgePortState.Learning),
        ("BR_STATE_FORWARDING", (long)BridgePortState.Forwarding), ("BR_STATE_BLOCKING", (long)BridgePortState.Blocking),
        ("MDB_RTR_TYPE_DISABLED", (long)BridgeMulticastRouter.Never), ("MDB_RTR_TYPE_TEMP_QUERY", (long)BridgeMulticastRouter.Learn),
        ("MDB_RTR_TYPE_PERM", (long)BridgeMulticastRouter.Always), ("MDB_RTR_TYPE_TEMP", (long)BridgeMulticastRouter.Temporary),
    ];

    private static void AppendConntrackNumbers(StringBuilder program)
    {
        (string Name, long Value)[] numbers =
        [
            ("IPS_EXPECTED", (long)ConntrackStatus.Expected), ("IPS_SEEN_REPLY", (long)ConntrackStatus.SeenReply), ("IPS_ASSURED", (long)ConntrackStatus.Assured),
            ("IPS_CONFIRMED", (long)ConntrackStatus.Confirmed), ("IPS_SRC_NAT", (long)ConntrackStatus.SourceNat), ("IPS_DST_NAT", (long)ConntrackStatus.DestinationNat),
            ("IPS_SEQ_ADJUST", (long)ConntrackStatus.SequenceAdjust), ("IPS_SRC_NAT_DONE", (long)ConntrackStatus.SourceNatDone),
            ("IPS_DST_NAT_DONE", (long)ConntrackStatus.DestinationNatDone), ("IPS_DYING", (long)ConntrackStatus.Dying), ("IPS_FIXED_TIMEOUT", (long)ConntrackStatus.FixedTimeout),
            ("IPS_TEMPLATE", (long)ConntrackStatus.Template), ("IPS_HELPER", (long)ConntrackStatus.Helper), ("IPS_OFFLOAD", (long)ConntrackStatus.Offload),
            ("IPS_HW_OFFLOAD", (long)ConntrackStatus.HardwareOffload),
            ("TCP_CONNTRACK_NONE", (long)ConntrackTcpState.None), ("TCP_CONNTRACK_SYN_SENT", (long)ConntrackTcpState.SynSent),
            ("TCP_CONNTRACK_SYN_RECV", (long)ConntrackTcpState.SynReceived), ("TCP_CONNTRACK_ESTABLISHED", (long)ConntrackTcpState.Established),
            ("TCP_CONNTRACK_FIN_WAIT", (long)ConntrackTcpState.FinWait), ("TCP_CONNTRACK_CLOSE_WAIT", (long)ConntrackTcpState.CloseWait),
            ("TCP_CONNTRACK_LAST_ACK", (long)ConntrackTcpState.LastAck), ("TCP_CONNTRACK_TIME_WAIT", (long)ConntrackTcpState.TimeWait),
            ("TCP_CONNTRACK_CLOSE", (long)ConntrackTcpState.Close), ("TCP_CONNTRACK_SYN_SENT2", (long)ConntrackTcpState.SynSent2),
            ("IPPROTO_ICMP", (long)IpProtocol.Icmp), ("IPPROTO_IGMP", (long)IpProtocol.Igmp), ("IPPROTO_TCP", (long)IpProtocol.Tcp), ("IPPROTO_UDP", (long)IpProtocol.Udp),
            ("IPPROTO_DCCP", (long)IpProtocol.Dccp), ("IPPROTO_GRE", (long)IpProtocol.Gre), ("IPPROTO_ESP", (long)IpProtocol.Esp), ("IPPROTO_SCTP", (long)IpProtocol.Sctp),
            ("IPPROTO_UDPLITE", (long)IpProtocol.UdpLite),
        ];
        foreach (var (name, value) in numbers)
        {
            AppendNumber(program, name, value);
        }
    }

    private static void AppendNumber(StringBuilder program, string name, long value) => AppendAssertion(program, $"(long long)({name}) == {value}LL");

    private static void AppendAssertion(StringBuilder program, string condition) => program.Append("_Static_assert(").Append(condition).Append(", \"").Append(condition).Append("\");\n");

    private static void Compile(string program)
    {
        var file = Path.Combine(Path.GetTempPath(), $"layout-{Environment.ProcessId}.c");
        File.WriteAllText(file, program);
        try
        {
            var (exitCode, _, error) = HostProgram.Try($"gcc -fsyntax-only {file}");
            Assert.That(exitCode, Is.Zero, error);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
