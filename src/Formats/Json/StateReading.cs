using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using NetController.State;

namespace NetController.Formats;

/// <summary>Turns the JSON of a state into what is shown of it.</summary>
internal static class StateReading
{
    /// <summary>Reads a state.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StateView Read(StateJson json)
    {
        ImmutableArray<EndpointView> endpoints = [.. json.Endpoints.Select(Endpoint)];
        var byNetwork = endpoints.Select(static endpoint => endpoint.Record).ToLookup(static endpoint => endpoint.Network);
        var byId = endpoints.ToDictionary(static endpoint => endpoint.Record.Id);
        return new StateView(
            [.. json.Networks.Select(network => Network(network, byNetwork[NetworkId.Parse(network.Id)]))],
            [.. json.Sandboxes.Select(sandbox => Sandbox(sandbox, byId))],
            endpoints,
            [.. json.HostChanges.Select(static change => new StoredHostChange(
                change.Path, change.OldValue, change.NewValue, change.Reason, change.BootId, Moment(change.Changed)))]);
    }

    private static NetworkView Network(NetworkJson json, IEnumerable<StoredEndpoint> endpoints)
    {
        var record = new StoredNetwork(NetworkId.Parse(json.Id), json.Name, json.Driver, State(json.State.Status), Moment(json.Created))
        {
            Reason = json.State.Reason,
            Options = new EquatableMap<string>(json.Options),
            IpamDriver = json.IPAM.Driver,
            Pools = json.IPAM.Config.Select(Pool).ToEquatableArray(),
            EnableIPv4 = json.EnableIPv4,
            EnableIPv6 = json.EnableIPv6,
            Internal = json.Internal,
            Attachable = json.Attachable,
            Labels = new EquatableMap<string>(json.Labels),
        };
        return new NetworkView(record, json.State.Link, [.. endpoints.OrderBy(static endpoint => endpoint.Id.Value)]);
    }

    private static NetworkPool Pool(PoolConfigJson json)
    {
        var subnet = IPPrefix.Parse(json.Subnet);
        return new NetworkPool(subnet)
        {
            Range = json.IPRange is { } range ? IPPrefix.Parse(range) : null,
            Gateway = json.Gateway is { } gateway ? new InterfaceAddress(AddressText.Parse(gateway), subnet.Length) : null,
            AuxiliaryAddresses = json.AuxiliaryAddresses is { } auxiliary
                ? new EquatableMap<IPAddress>(auxiliary.Select(static pair => KeyValuePair.Create(pair.Key, AddressText.Parse(pair.Value))))
                : default,
        };
    }

    private static SandboxView Sandbox(SandboxStateJson json, Dictionary<EndpointId, EndpointView> endpoints) => new(
        new StoredSandbox(SandboxId.Parse(json.Id), json.Name, json.NamespacePath, State(json.State), Moment(json.Created))
        {
            NamespaceIdentity = json.NamespaceIdentity,
            Spec = new SandboxSpec(json.Name) { Hostname = json.Hostname, IsHost = json.IsHost },
        },
        [.. json.Endpoints.Select(static id => EndpointId.Parse(id)).Where(endpoints.ContainsKey).Select(id => endpoints[id])]);

    private static EndpointView Endpoint(EndpointStateJson json) => new(
        new StoredEndpoint(EndpointId.Parse(json.Id), NetworkId.Parse(json.NetworkId), json.Name, State(json.State), Moment(json.Created))
        {
            Sandbox = json.SandboxId is { } sandbox ? SandboxId.Parse(sandbox) : null,
            InterfaceName = json.Interface,
            MacAddress = json.MacAddress is { } mac ? MacAddress.Parse(mac) : null,
            Addresses = json.Addresses.Select(static address => InterfaceAddress.Parse(address)).ToEquatableArray(),
            Ports = json.Ports.Select(Ports).ToEquatableArray(),
            Spec = new EndpointSpec { Aliases = json.Aliases.ToEquatableArray() },
        },
        json.Network)
    {
        Sandbox = json.Sandbox,
        HostLink = json.HostInterface,
        GatewayIPv4 = json.Gateway is { } gateway ? AddressText.Parse(gateway) : null,
        GatewayIPv6 = json.GatewayV6 is { } gateway6 ? AddressText.Parse(gateway6) : null,
    };

    private static PublishedPorts Ports(PortRangeJson json) =>
        TransportProtocols.TryParse(json.Protocol, out var protocol)
        && PortRange.TryParse(json.HostPorts, out var host)
        && PortRange.TryParse(json.ContainerPorts, out var container)
            ? new PublishedPorts(protocol, AddressText.Parse(json.HostAddress), host, container)
            : throw new FormatException($"'{json.HostPorts}->{json.ContainerPorts}/{json.Protocol}' is no published port");

    private static RecordState State(string word) =>
        Enum.TryParse<RecordState>(word, out var state) ? state : throw new FormatException($"'{word}' is no state of an object");

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
