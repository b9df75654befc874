using System.Collections.Immutable;
using System.Net;
using NetController.State;

namespace NetController.Formats;

/// <summary>An endpoint as it is shown, whether it comes from a controller or from the snapshot of a state that is open elsewhere.</summary>
/// <param name="Record">What is stored about it.</param>
/// <param name="Network">Its network's name.</param>
internal sealed record EndpointView(StoredEndpoint Record, string Network)
{
    /// <summary>Its sandbox's name; null while it is only reserved.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Its link on the host; null where it has none.</summary>
    public string? HostLink { get; init; }

    /// <summary>The router that its sandbox sends IPv4 traffic to everywhere by; null where another endpoint gives it, or none.</summary>
    public IPAddress? GatewayIPv4 { get; init; }

    /// <summary>The router that its sandbox sends IPv6 traffic to everywhere by; null where another endpoint gives it, or none.</summary>
    public IPAddress? GatewayIPv6 { get; init; }

    /// <summary>The endpoints of an open controller, sorted by network and name.</summary>
    public static ImmutableArray<EndpointView> Of(NetworkController controller) => [.. controller.Endpoints.Select(Of)];

    /// <summary>One endpoint of an open controller.</summary>
    public static EndpointView Of(Endpoint endpoint) => new(endpoint.Record, endpoint.Network.Name)
    {
        Sandbox = endpoint.Sandbox?.Name,
        HostLink = endpoint.HostLinkName,
        GatewayIPv4 = endpoint.GatewayIPv4,
        GatewayIPv6 = endpoint.GatewayIPv6,
    };

    /// <summary>The first address of a family as text; empty where there is none.</summary>
    public string Address(IPFamily family) => Record.Addresses.Items
        .Where(address => address.Family == family)
        .Select(static address => address.ToString())
        .FirstOrDefault("");
}
