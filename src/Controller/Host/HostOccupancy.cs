using System.Collections.Immutable;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Host;

/// <summary>
/// What the host itself uses: the addresses of its links, its routes, its name servers. Default routes, and the halves that VPNs replace
/// them by, say where everything else goes and occupy nothing.
/// </summary>
/// <param name="connection">A connection to the host's network.</param>
/// <param name="known">Subnets that are known to be taken, and by which network: what the host has for exactly these is left out.</param>
/// <param name="exceptLink">A link whose addresses and routes do not count; null for none.</param>
internal sealed class HostOccupancy(RouteConnection connection, IReadOnlySet<IPPrefix> known, string? exceptLink)
{
    private const string ResolvConf = "/etc/resolv.conf";
    private static readonly IPPrefix LinkLocal = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xfe80 << 112, 10);
    private static readonly IPPrefix MulticastIPv6 = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xff00 << 112, 8);
    private static readonly IPPrefix MulticastIPv4 = IPPrefix.Containing(IPFamily.IPv4, 0xe0000000, 4);

    private readonly Dictionary<LinkIndex, string> _names = [];

    public ImmutableArray<OccupiedPrefix> List(IPFamily family) => [.. Addresses(family), .. Routes(family), .. NameServers(family)];

    private IEnumerable<OccupiedPrefix> Addresses(IPFamily family)
    {
        foreach (var address in connection.ListAddresses(new AddressFilter { Family = ToAddressFamily(family) }))
        {
            var given = new InterfaceAddress(address.Address, address.PrefixLength);
            if (Counts(given.Prefix) && Name(address.Link) is var link && link != exceptLink)
            {
                yield return new OccupiedPrefix(given.Prefix, OccupantKind.HostAddress, $"address {given} of link {link}");
            }
        }
    }

    private IEnumerable<OccupiedPrefix> Routes(IPFamily family)
    {
        foreach (var route in connection.ListRoutes(new RouteFilter { Family = ToAddressFamily(family) }).Where(static route => route.Type == RouteType.Unicast))
        {
            var destination = new IPPrefix(route.Destination.BaseAddress, route.Destination.PrefixLength);
            if (destination.Length <= 1 || !Counts(destination))
            {
                continue;
            }

            var link = route.Link is { } index ? Name(index) : null;
            if (link is null || link != exceptLink)
            {
                var by = route.Gateway is { } gateway ? $" via {gateway}" : string.Empty;
                yield return new OccupiedPrefix(destination, OccupantKind.HostRoute, $"route {destination}{by}{(link is null ? string.Empty : $" dev {link}")}");
            }
        }
    }

    private static IEnumerable<OccupiedPrefix> NameServers(IPFamily family)
    {
        foreach (var line in ReadResolvConf())
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var text, ..] && AddressText.TryParse(text, out var address) && address.Family() == family)
            {
                yield return new OccupiedPrefix(IPPrefix.Containing(address, family.Bits()), OccupantKind.NameServer, $"name server {address} of {ResolvConf}");
            }
        }
    }

    /// <summary>A host without the file, or whose file cannot be read, has no name server to stay clear of.</summary>
    private static string[] ReadResolvConf()
    {
        try
        {
            return File.ReadAllLines(ResolvConf);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private bool Counts(IPPrefix prefix) =>
        !known.Contains(prefix) && !LinkLocal.Contains(prefix) && !MulticastIPv6.Contains(prefix) && !MulticastIPv4.Contains(prefix);

    private string Name(LinkIndex index)
    {
        if (!_names.TryGetValue(index, out var name))
        {
            _names[index] = name = connection.FindLink(index)?.Name ?? $"#{index.Value}";
        }

        return name;
    }

    private static AddressFamily ToAddressFamily(IPFamily family) => family == IPFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
}
