using System.Collections.Immutable;
using System.Net;
using NetController.Formats;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The endpoints of a stored state, gateways elected as the controller does it: no driver is opened where the state is only read.</summary>
internal static class RecordedEndpoints
{
    /// <summary>The endpoints, sorted by network and name.</summary>
    public static ImmutableArray<EndpointView> Of(StateContent content)
    {
        var attached = content.Endpoints.Values.ToLookup(static endpoint => endpoint.Sandbox);
        return
        [
            .. attached
                .SelectMany(group => Of(content, group.Key, [.. group]))
                .OrderBy(static endpoint => endpoint.Network, StringComparer.Ordinal).ThenBy(static endpoint => endpoint.Record.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<EndpointView> Of(StateContent content, SandboxId? sandbox, ImmutableArray<StoredEndpoint> endpoints)
    {
        var name = sandbox is { } id ? content.Sandboxes.GetValueOrDefault(id)?.Name ?? id.ToString() : null;
        var candidates = sandbox is null
            ? []
            : endpoints.Where(endpoint => content.Networks.ContainsKey(endpoint.Network)).Select(endpoint => Candidate(content, endpoint)).ToImmutableArray();
        var (electedIPv4, electedIPv6) = (GatewayElection.Elect(candidates, IPFamily.IPv4), GatewayElection.Elect(candidates, IPFamily.IPv6));
        return endpoints.Select(endpoint =>
        {
            var network = content.Networks.GetValueOrDefault(endpoint.Network);
            return new EndpointView(endpoint, network?.Name ?? endpoint.Network.ToString())
            {
                Sandbox = name,
                HostLink = network is null ? null : RecordedLink.Of(endpoint, network),
                GatewayIPv4 = Gateway(electedIPv4, endpoint, IPFamily.IPv4),
                GatewayIPv6 = Gateway(electedIPv6, endpoint, IPFamily.IPv6),
            };
        });
    }

    private static GatewayCandidate Candidate(StateContent content, StoredEndpoint endpoint)
    {
        var network = content.Networks[endpoint.Network];
        return new GatewayCandidate(
            endpoint.Id.ToString(),
            network.Name,
            endpoint.Spec.GatewayPriority,
            network.Internal,
            RecordedGateway.Of(endpoint, network, IPFamily.IPv4),
            RecordedGateway.Of(endpoint, network, IPFamily.IPv6));
    }

    private static IPAddress? Gateway(GatewayCandidate? elected, StoredEndpoint endpoint, IPFamily family) =>
        elected?.Link == endpoint.Id.ToString() ? elected.Gateway(family) : null;
}
