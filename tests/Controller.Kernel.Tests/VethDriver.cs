using System.Collections.Immutable;
using NetController.Drivers;
using NetController.Firewall;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests;

/// <summary>
/// The smallest driver that has endpoints: each is a veth whose near end has the network's gateway addresses. So a sandbox talks to the host
/// and to nobody else, and what the controller itself does inside is all there is to see.
/// </summary>
internal sealed class VethDriver(DriverContext context) : INetworkDriver
{
    public DriverKind Kind { get; } = DriverKind.Of<VethOptions>("veth", static _ => new VethOptions(), static _ => default);

    public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => new()
    {
        NeedsPools = true,
        Gateways = new[] { IPFamily.IPv4, IPFamily.IPv6 }.Where(spec.Enables).ToEquatableArray(),
    };

    public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => new(new VethNetwork(plan, context.HostNamespacePath ?? "/proc/self/ns/net"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed record VethOptions : NetworkOptions;

    private sealed class VethNetwork(NetworkPlan plan, string host) : IDriverNetwork
    {
        public string? LinkName => null;

        public NetworkPolicy? Policy { get; } = new(plan.Id, "none");

        public IDriverEndpoint OpenEndpoint(EndpointPlan endpoint) => new VethEndpoint(endpoint, host);

        public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => new([]);

        public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => new([]);

        public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
    }

    private sealed class VethEndpoint(EndpointPlan plan, string host) : IDriverEndpoint
    {
        public string HostLinkName => $"ncv{plan.Id.ToString()[..11]}";

        public EndpointInterface? Interface => new(plan.InterfaceName)
        {
            Mtu = plan.Mtu ?? 1500,
            Addresses = plan.Addresses,
            GatewayIPv4 = plan.Network.Pool(IPFamily.IPv4)?.Gateway?.Address,
            GatewayIPv6 = plan.Network.Pool(IPFamily.IPv6)?.Gateway?.Address,
        };

        public EndpointPolicy? Policy => new(plan.Id, plan.Network.Id) { IPv4 = plan.Address(IPFamily.IPv4)?.Address, IPv6 = plan.Address(IPFamily.IPv6)?.Address, Ports = plan.Ports };

        public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => new(On(route =>
        {
            if (route.FindLink(HostLinkName) is not null)
            {
                return ImmutableArray<string>.Empty;
            }

            undo.Step($"ip link add {HostLinkName}");
            using var inside = NetworkNamespace.Open(plan.NamespacePath);
            Span<byte> mac = stackalloc byte[6];
            plan.MacAddress.CopyTo(mac);
            var link = route.CreateLink(new VethSpec(HostLinkName, plan.InterfaceName)
            {
                PeerNamespace = inside, PeerHardwareAddress = new HardwareAddress(mac), PeerMtu = plan.Mtu ?? 1500, Mtu = plan.Mtu ?? 1500, IsUp = true,
            });
            foreach (var gateway in plan.Network.Pools.Items.Select(static pool => pool.Gateway).OfType<InterfaceAddress>())
            {
                route.AddAddress(link.Index, gateway.Address, gateway.PrefixLength, new AddressOptions { NoDad = gateway.Family == IPFamily.IPv6 });
            }

            undo.Push($"ip link delete {HostLinkName}", this, static self =>
            {
                self.Delete();
                return ValueTask.CompletedTask;
            });
            return [$"ip link add {HostLinkName}"];
        }));

        public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) =>
            new(On(route => route.FindLink(HostLinkName) is null ? [new Drift($"link {HostLinkName}", "a veth", null, "ip link add")] : ImmutableArray<Drift>.Empty));

        public ValueTask DeleteAsync(Teardown teardown) => teardown.StepAsync($"ip link delete {HostLinkName}", this, static self =>
        {
            self.Delete();
            return ValueTask.CompletedTask;
        });

        private void Delete() => On(route =>
        {
            if (route.FindLink(HostLinkName) is { } link)
            {
                route.DeleteLink(link.Index);
            }

            return true;
        });

        private T On<T>(Func<RouteConnection, T> act)
        {
            using var space = NetworkNamespace.Open(host);
            using var route = RouteConnection.Open(space);
            return act(route);
        }
    }
}
