using System.Net;
using NetController.Drivers;
using NetController.Networks;
using NetController.State;

namespace NetController;

/// <summary>
/// One attachment of a sandbox to a network, or the reservation of one. There is one live object per id; its properties show the last
/// completed operation and never block.
/// </summary>
public sealed class Endpoint
{
    private volatile StoredEndpoint _record;
    private volatile IDriverEndpoint? _handle;

    internal Endpoint(StoredEndpoint record, Network network) => (_record, Network) = (record, network);

    /// <summary>The endpoint's identity.</summary>
    public EndpointId Id => _record.Id;

    /// <summary>Its name on its network.</summary>
    public string Name => _record.Name;

    /// <summary>Its network.</summary>
    public Network Network { get; }

    /// <summary>The sandbox that it is attached to; null while it is only reserved.</summary>
    public Sandbox? Sandbox { get; internal set; }

    /// <summary>Everything that is stored about the endpoint, as of the last completed operation.</summary>
    public StoredEndpoint Record => _record;

    /// <summary>Its link on the host, such as the near end of a veth; null where it has none.</summary>
    public string? HostLinkName => _handle?.HostLinkName;

    /// <summary>The addresses it holds, at most one a family.</summary>
    public EquatableArray<InterfaceAddress> Addresses => _record.Addresses;

    /// <summary>The ports of the host that lead to it.</summary>
    public EquatableArray<PublishedPorts> Ports => _record.Ports;

    /// <summary>The router that its sandbox sends IPv4 traffic to everywhere by, where this endpoint was chosen to give it; null otherwise.</summary>
    public IPAddress? GatewayIPv4 => Elected(IPFamily.IPv4);

    /// <summary>The router that its sandbox sends IPv6 traffic to everywhere by, where this endpoint was chosen to give it; null otherwise.</summary>
    public IPAddress? GatewayIPv6 => Elected(IPFamily.IPv6);

    /// <summary>The driver's handle; null while the endpoint is only reserved, or could not be opened.</summary>
    internal IDriverEndpoint? Handle => _handle;

    /// <summary>Whether the firewall may have rules of it; true until they are taken away.</summary>
    internal bool MayHaveRules { get; set; } = true;

    internal void Publish(StoredEndpoint record) => _record = record;

    /// <summary>Opens the driver's handle for the sandbox that the record names.</summary>
    internal IDriverEndpoint Open(InstanceId instance, DriverKind kind, string namespacePath)
    {
        var network = Network.Handle
            ?? throw new ResourceUnavailableException($"network '{Network.Name}' is not usable: {Network.Record.Reason ?? "it could not be opened"}", "run `netctl repair`");
        _handle = network.OpenEndpoint(EndpointRecords.ToPlan(_record, NetworkRecords.ToPlan(Network.Record, instance, kind), namespacePath));
        return _handle;
    }

    /// <summary>Gives the handle up: the endpoint has nothing in the kernel any more.</summary>
    internal void Close() => (_handle, Sandbox) = (null, null);

    private IPAddress? Elected(IPFamily family) =>
        Sandbox?.Plan.Default(family) is { } route && _handle?.Interface?.Name == route.Link ? route.Gateway : null;
}
