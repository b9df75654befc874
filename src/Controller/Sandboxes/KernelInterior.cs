using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;
using NetController.Sandboxes.Interior;

namespace NetController.Sandboxes;

/// <summary>The real inside of a sandbox: one route connection, opened once; indexes of interfaces are asked for once in an operation.</summary>
internal sealed class KernelInterior(NetworkNamespace inside) : IInterior
{
    // One interface at a time is described, so that the least room suffices.
    private static readonly NetlinkSocketOptions Lean = new() { ReceiveBufferSize = 8 * 1024 };

    private readonly Dictionary<string, LinkIndex> _indexes = new(StringComparer.Ordinal);
    private RouteConnection? _route;

    public void Begin() => _indexes.Clear();

    public InteriorView Observe(InteriorPlan wanted) => Ask("look inside the sandbox", route =>
    {
        _indexes.Clear();
        var addresses = route.ListAddresses();
        var routes = Mains(route).Where(HasOurMetric).ToImmutableArray();
        var interfaces = ImmutableArray.CreateBuilder<InterfaceView>(wanted.Interfaces.Length);
        var names = new Dictionary<LinkIndex, string>();
        foreach (var planned in wanted.Interfaces)
        {
            if (route.FindLink(planned.Name) is { } link && link.Name == planned.Name)
            {
                names[link.Index] = planned.Name;
                interfaces.Add(View(planned, link, addresses, routes));
            }
        }

        return new InteriorView(interfaces.ToImmutable(), [.. routes.Select(entry => Default(entry, names)).OfType<DefaultRoute>()]);
    });

    public ImmutableArray<string> ListInterfaces() => Ask("list the sandbox's interfaces", static route => route.ListLinks().Select(static link => link.Name).ToImmutableArray());

    public void Apply(InteriorChange change)
    {
        try
        {
            _route ??= RouteConnection.Open(inside, Lean);
            Apply(_route, change);
        }
        catch (IOException refusal) when (InteriorErrors.MeansDone(change, refusal))
        {
        }
        catch (IOException refusal)
        {
            Reset(refusal);
            throw InteriorErrors.Translate(change, refusal);
        }
    }

    public void Announce(string link, ImmutableArray<InterfaceAddress> addresses) => Ask($"announce the addresses of {link}", route =>
    {
        if (route.FindLink(link) is { } found)
        {
            Announcement.Send(inside, found, addresses);
        }

        return true;
    });

    public ImmutableArray<InterfaceStatistics> ReadStatistics() => Ask("ip -s link show", static route => route.ListLinks(parts: LinkParts.Statistics)
        .Where(static link => link.Statistics is not null && !link.Flags.HasFlag(LinkFlags.Loopback))
        .Select(static link => new InterfaceStatistics(link.Name)
        {
            ReceivedBytes = link.Statistics!.RxBytes,
            ReceivedPackets = link.Statistics.RxPackets,
            ReceiveErrors = link.Statistics.RxErrors,
            ReceiveDropped = link.Statistics.RxDropped,
            SentBytes = link.Statistics.TxBytes,
            SentPackets = link.Statistics.TxPackets,
            SendErrors = link.Statistics.TxErrors,
            SendDropped = link.Statistics.TxDropped,
        })
        .ToImmutableArray());

    public void Dispose()
    {
        _route?.Dispose();
        inside.Dispose();
    }

    private void Apply(RouteConnection route, InteriorChange change)
    {
        switch (change)
        {
            case AddAddress add:
                route.AddAddress(
                    Index(route, add.Link), add.Address.Address, add.Address.PrefixLength, new AddressOptions { NoDad = add.Address.Family == IPFamily.IPv6 });
                break;
            case DeleteAddress delete:
                route.DeleteAddress(Index(route, delete.Link), delete.Address.Address, delete.Address.PrefixLength);
                break;
            case SetMtu mtu:
                route.UpdateLink(Index(route, mtu.Link), new LinkUpdate { Mtu = mtu.Mtu });
                break;
            case SetUp up:
                route.UpdateLink(Index(route, up.Link), new LinkUpdate { IsUp = true });
                break;
            case WriteSysctl write:
                inside.WriteSysctl(new SysctlPath(write.Path), write.Value);
                break;
            case AddRoute add:
                AddRoute(route, Spec(route, add.Link, add.Route));
                break;
            case ReplaceRoute replace:
                route.ReplaceRoute(Spec(route, replace.Link, replace.Route));
                break;
            case DeleteRoute delete:
                route.DeleteRoute(Spec(route, delete.Link, delete.Route));
                break;
            case SetDefaultRoute set:
                // Replaces whatever has the same metric: the kernel's own for both, which is what ours have.
                route.ReplaceRoute(Spec(route, set.Route));
                break;
            case DeleteDefaultRoute delete:
                route.DeleteRoute(Spec(route, delete.Route));
                break;
            default:
                throw new InvalidOperationException($"There is no way to apply '{change}'.");
        }
    }

    /// <summary>The kernel refuses a route where there is one with the same destination, whatever its router and link.</summary>
    private static void AddRoute(RouteConnection route, RouteSpec wanted)
    {
        try
        {
            route.AddRoute(wanted);
        }
        catch (NetlinkException taken) when (taken.Errno is Errno.EEXIST)
        {
            var isThere = Mains(route).Any(other =>
                other.Destination.Equals(wanted.Destination) && HasOurMetric(other) && other.Link == wanted.Link && Equals(other.Gateway, wanted.Gateway));
            if (!isThere)
            {
                throw new ResourceConflictException(
                    $"the sandbox has another route to {wanted.Destination} already", "remove that route, or leave it out of the endpoint's", taken);
            }
        }
    }

    private static IEnumerable<Route> Mains(RouteConnection route) =>
        route.ListRoutes().Where(static entry => entry.Table == RouteTable.Main && entry.Type == RouteType.Unicast);

    // The metric that the kernel gives where none is asked for: 0 for IPv4, 1024 for IPv6.
    private static bool HasOurMetric(Route route) => route.Metric == (route.Family == AddressFamily.InterNetwork ? 0u : 1024u);

    private RouteSpec Spec(RouteConnection route, string link, StaticRoute wanted) =>
        new(new IPNetwork(wanted.Destination.Address, wanted.Destination.Length)) { Gateway = wanted.Gateway, Link = Index(route, link), Protocol = RouteProtocol.Static };

    private RouteSpec Spec(RouteConnection route, DefaultRoute wanted) =>
        RouteSpec.ToEverywhere(wanted.Gateway.AddressFamily) with { Gateway = wanted.Gateway, Link = Index(route, wanted.Link), Protocol = RouteProtocol.Static };

    private LinkIndex Index(RouteConnection route, string name)
    {
        if (!_indexes.TryGetValue(name, out var index))
        {
            _indexes[name] = index = route.FindLinkIndex(name)
                ?? throw new ResourceConflictException($"interface '{name}' is not in the sandbox", "run `netctl repair`");
        }

        return index;
    }

    private InterfaceView View(InteriorInterface planned, Link link, ImmutableArray<LinkAddress> addresses, ImmutableArray<Route> routes)
    {
        ImmutableArray<string> paths = [planned.SwitchIPv6Path, .. planned.Sysctls.Select(static pair => pair.Key)];
        var values = inside.ReadSysctls([.. paths.Select(static path => new SysctlPath(path))]);
        return new InterfaceView(planned.Name)
        {
            IsUp = link.IsUp,
            Mtu = link.Mtu,
            Addresses = [.. addresses.Where(address => address.Link == link.Index).Select(static address => new InterfaceAddress(address.Address, address.PrefixLength))],
            Sysctls = [.. paths.Zip(values).Where(static pair => pair.Second is not null).Select(static pair => KeyValuePair.Create(pair.First, pair.Second!))],
            Routes = [.. routes.Where(route => route.Link == link.Index && route.Destination.PrefixLength > 0)
                .Select(static route => new StaticRoute(new IPPrefix(route.Destination.BaseAddress, route.Destination.PrefixLength), route.Gateway))],
        };
    }

    private static DefaultRoute? Default(Route route, Dictionary<LinkIndex, string> names) =>
        route is { Destination.PrefixLength: 0, Gateway: { } gateway, Link: { } index } && names.TryGetValue(index, out var name)
            ? new DefaultRoute(name, gateway)
            : null;

    private T Ask<T>(string what, Func<RouteConnection, T> request)
    {
        try
        {
            return request(_route ??= RouteConnection.Open(inside, Lean));
        }
        catch (IOException refusal)
        {
            Reset(refusal);
            throw InteriorErrors.Translate(what, refusal);
        }
    }

    /// <summary>A link that is not where it was has another index now; a connection that lost step is of no more use.</summary>
    private void Reset(IOException refusal)
    {
        _indexes.Clear();
        if (refusal is NetlinkProtocolException)
        {
            _route?.Dispose();
            _route = null;
        }
    }
}
