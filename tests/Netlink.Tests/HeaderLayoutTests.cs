using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
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
        #include <linux/nsfs.h>
        #include <linux/netfilter.h>
        #include <linux/netfilter/nfnetlink.h>
        #include <linux/netfilter/nf_tables.h>
        #include <linux/netfilter/nf_nat.h>
        #include <linux/netfilter/nf_log.h>
        #include <linux/version.h>

        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
        enum { NFT_MSG_DESTROYTABLE = NFT_MSG_DELFLOWTABLE + 2, NFT_MSG_DESTROYCHAIN, NFT_MSG_DESTROYRULE, NFT_MSG_DESTROYSET, NFT_MSG_DESTROYSETELEM };
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
            ("RT_TABLE_MAIN", RouteTable.Main.Value), ("RT_TABLE_LOCAL", RouteTable.Local.Value), ("AF_INET", 2), ("AF_INET6", 10), ("NS_GET_NSTYPE", 0xb703),
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
