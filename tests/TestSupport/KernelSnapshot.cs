using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using NetController.Netlink;
using NUnit.Framework;

namespace NetController.TestSupport;

/// <summary>What the kernel holds in a namespace, as sorted lines that can be compared and read: links, addresses, routes, sysctls and firewall rules.</summary>
public sealed partial class KernelSnapshot
{
    private static readonly string[] GlobalSysctls =
    [
        "net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding", "net/ipv6/conf/default/forwarding", "net/ipv4/conf/all/route_localnet",
        "net/ipv6/conf/all/accept_ra", "net/ipv6/conf/all/disable_ipv6", "net/bridge/bridge-nf-call-iptables", "net/bridge/bridge-nf-call-ip6tables",
        "net/ipv4/ip_unprivileged_port_start", "net/ipv4/ping_group_range",
    ];

    private static readonly string[] LinkSysctls4 = ["forwarding", "route_localnet", "rp_filter", "proxy_arp", "arp_notify"];

    private static readonly string[] LinkSysctls6 = ["forwarding", "disable_ipv6", "accept_ra", "accept_dad", "proxy_ndp"];

    private KernelSnapshot(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        Lines = lines;
    }

    /// <summary>The state, a line for each fact.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Reads the state of a namespace.</summary>
    /// <param name="of">The namespace; it must have a path for the firewall programs to enter.</param>
    /// <returns>The state.</returns>
    public static KernelSnapshot Capture(NetworkNamespace of)
    {
        ArgumentNullException.ThrowIfNull(of);
        using var route = RouteConnection.Open(of);
        var links = route.ListLinks();
        var names = links.ToDictionary(static link => link.Index, static link => link.Name);
        var lines = new List<string>();
        lines.AddRange(links.Select(link => Describe(link, names)));
        lines.AddRange(route.ListAddresses().Select(address => Describe(address, names)));
        lines.AddRange(route.ListRoutes().Select(line => "route " + Describe(line, names)));
        AddSysctls(of, names.Values, lines);
        if (of.Path is not null)
        {
            AddRules("nft", "nft -s list ruleset", of.Path, lines);
            AddRules("iptables", "iptables-save", of.Path, lines);
            AddRules("ip6tables", "ip6tables-save", of.Path, lines);
        }

        return new KernelSnapshot(lines);
    }

    /// <summary>What is different in a later state.</summary>
    /// <param name="later">The later state.</param>
    /// <returns>Lines that begin with <c>-</c> for what is gone and <c>+</c> for what is new; empty when nothing changed.</returns>
    public string Diff(KernelSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return string.Join('\n', Subtract(Lines, later.Lines).Select(static line => "- " + line)
            .Concat(Subtract(later.Lines, Lines).Select(static line => "+ " + line)));
    }

    /// <summary>Fails with the difference unless a later state is the same.</summary>
    /// <param name="later">The later state.</param>
    public void AssertSame(KernelSnapshot later) => Assert.That(Diff(later), Is.Empty, "the kernel's state changed");

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines);

    private static IEnumerable<string> Subtract(IReadOnlyList<string> from, IReadOnlyList<string> what)
    {
        var left = what.GroupBy(static line => line).ToDictionary(static group => group.Key, static group => group.Count());
        foreach (var line in from)
        {
            if (left.TryGetValue(line, out var count) && count > 0)
            {
                left[line] = count - 1;
            }
            else
            {
                yield return line;
            }
        }
    }

    private static string Describe(Link link, Dictionary<LinkIndex, string> names) => string.Create(
        CultureInfo.InvariantCulture,
        $"link {link.Name} kind={link.Kind} mtu={link.Mtu} mac={link.HardwareAddress} up={link.IsUp} master={NameOf(link.Master, names)} alias={link.Alias} group={link.Group} {WithoutTimers(link.Data)}");

    /// <summary>Timers run whatever anybody does.</summary>
    private static LinkData? WithoutTimers(LinkData? data) => data is BridgeData bridge
        ? bridge with { HelloTimer = default, TopologyChangeNotificationTimer = default, TopologyChangeTimer = default, AgeingTimer = default }
        : data;

    private static string Describe(LinkAddress address, Dictionary<LinkIndex, string> names) => string.Create(
        CultureInfo.InvariantCulture,
        $"address {NameOf(address.Link, names)} {address.Address}/{address.PrefixLength} scope={address.Scope} flags={address.Flags & ~AddressFlags.Tentative}");

    private static string Describe(Route route, Dictionary<LinkIndex, string> names) => string.Create(
        CultureInfo.InvariantCulture,
        $"{route.Type} {route.Destination} via {route.Gateway} dev {NameOf(route.Link, names)} src {route.Source} table {route.Table} proto {route.Protocol} scope {route.Scope} metric {route.Metric} hops [{string.Join("; ", route.NextHops)}]");

    private static string NameOf(LinkIndex? link, Dictionary<LinkIndex, string> names) => link is { } index ? names.GetValueOrDefault(index, index.ToString()) : "-";

    private static void AddSysctls(NetworkNamespace of, IEnumerable<string> links, List<string> lines)
    {
        var paths = GlobalSysctls.Select(static path => new SysctlPath(path)).ToList();
        foreach (var link in links)
        {
            paths.AddRange(LinkSysctls4.Select(name => SysctlPath.ForLink(AddressFamily.InterNetwork, link, name)));
            paths.AddRange(LinkSysctls6.Select(name => SysctlPath.ForLink(AddressFamily.InterNetworkV6, link, name)));
        }

        var values = of.ReadSysctls(paths.ToArray());
        lines.AddRange(paths.Zip(values).Where(static pair => pair.Second is not null).Select(static pair => $"sysctl {pair.First}={pair.Second}"));
    }

    private static void AddRules(string program, string command, string path, List<string> lines)
    {
        var (exitCode, output, _) = HostProgram.Try(command, path);
        if (exitCode != 0)
        {
            return;
        }

        // The order of rules matters: the number keeps it through sorting.
        var number = 0;
        var rules = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.StartsWith('#'));
        lines.AddRange(rules.Select(line => $"{program} {(++number).ToString("D4", CultureInfo.InvariantCulture)} {Counters().Replace(line, "").TrimEnd()}"));
    }

    [GeneratedRegex(@"\s*\[\d+:\d+\]")]
    private static partial Regex Counters();
}
