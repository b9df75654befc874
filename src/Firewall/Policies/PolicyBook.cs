using System.Collections.Immutable;

namespace NetController.Firewall.Policies;

/// <summary>The policies in force: what every backend keeps, whatever its language. Immutable; a change makes a new book.</summary>
internal sealed class PolicyBook
{
    private static readonly ImmutableSortedDictionary<ObjectId, EndpointPolicy> NoEndpoints = ImmutableSortedDictionary<ObjectId, EndpointPolicy>.Empty;

    private readonly ImmutableSortedDictionary<ObjectId, NetworkPolicy> _networks;
    private readonly ImmutableDictionary<EndpointId, NetworkId> _places;
    private readonly ImmutableDictionary<NetworkId, ImmutableSortedDictionary<ObjectId, EndpointPolicy>> _endpoints;
    private readonly PortClaims _claims;

    private PolicyBook(
        ImmutableSortedDictionary<ObjectId, NetworkPolicy> networks,
        ImmutableArray<NetworkPolicy> ordered,
        ImmutableDictionary<EndpointId, NetworkId> places,
        ImmutableDictionary<NetworkId, ImmutableSortedDictionary<ObjectId, EndpointPolicy>> endpoints,
        PortClaims claims,
        HostPolicy host) =>
        (_networks, Networks, _places, _endpoints, _claims, Host) = (networks, ordered, places, endpoints, claims, host);

    /// <summary>No network, no guard.</summary>
    public static PolicyBook Empty { get; } = new(
        ImmutableSortedDictionary<ObjectId, NetworkPolicy>.Empty,
        [],
        ImmutableDictionary<EndpointId, NetworkId>.Empty,
        ImmutableDictionary<NetworkId, ImmutableSortedDictionary<ObjectId, EndpointPolicy>>.Empty,
        PortClaims.Empty,
        new HostPolicy());

    /// <summary>What serves all networks.</summary>
    public HostPolicy Host { get; }

    /// <summary>Each network's policy, ordered by id, so that the same policies always mean the same text.</summary>
    public ImmutableArray<NetworkPolicy> Networks { get; }

    /// <summary>Every endpoint's policy.</summary>
    public IEnumerable<EndpointPolicy> Endpoints => _endpoints.Values.SelectMany(static endpoints => endpoints.Values);

    /// <summary>A network's policy; null where it has none.</summary>
    public NetworkPolicy? Network(NetworkId network) => _networks.GetValueOrDefault(network.Value);

    /// <summary>An endpoint's policy; null where it has none.</summary>
    public EndpointPolicy? Endpoint(EndpointId endpoint) =>
        _places.TryGetValue(endpoint, out var network) ? _endpoints[network][endpoint.Value] : null;

    /// <summary>The policies that publish one of the same numbers of the same protocol on the host, whatever their addresses.</summary>
    public IEnumerable<EndpointPolicy> EndpointsOn(PublishedPorts ports) => _claims.On(ports).Select(Endpoint).OfType<EndpointPolicy>();

    /// <summary>The policies of a network's endpoints, ordered by id.</summary>
    public IEnumerable<EndpointPolicy> EndpointsOf(NetworkId network) => _endpoints.GetValueOrDefault(network, NoEndpoints).Values;

    /// <summary>
    /// The book after <paramref name="change"/>: removals first, so that what is both removed and set is set. A network takes its endpoints
    /// with it when it is removed, and keeps them when it is only set anew.
    /// </summary>
    public PolicyBook With(FirewallChange change)
    {
        var networks = _networks.RemoveRange(change.Remove.Select(static network => network.Value));
        networks = networks.SetItems(change.Set.Select(static policy => KeyValuePair.Create(policy.Network.Value, policy)));
        var (places, endpoints, claims) = (_places.ToBuilder(), _endpoints.ToBuilder(), _claims.ToBuilder());
        foreach (var network in change.Remove)
        {
            claims.Remove(endpoints.GetValueOrDefault(network, NoEndpoints).Values);
            places.RemoveRange(EndpointsOf(network).Select(static policy => policy.Endpoint));
            endpoints.Remove(network);
        }

        foreach (var endpoint in change.RemoveEndpoints)
        {
            TakeOut(endpoint, places, endpoints, claims);
        }

        foreach (var policy in change.SetEndpoints)
        {
            TakeOut(policy.Endpoint, places, endpoints, claims);
            claims.Add(policy);
            places[policy.Endpoint] = policy.Network;
            endpoints[policy.Network] = endpoints.GetValueOrDefault(policy.Network, NoEndpoints).SetItem(policy.Endpoint.Value, policy);
        }

        var ordered = ReferenceEquals(networks, _networks) ? Networks : [.. networks.Values];
        return new PolicyBook(networks, ordered, places.ToImmutable(), endpoints.ToImmutable(), claims.ToImmutable(), change.Host ?? Host);
    }

    private static void TakeOut(
        EndpointId endpoint,
        ImmutableDictionary<EndpointId, NetworkId>.Builder places,
        ImmutableDictionary<NetworkId, ImmutableSortedDictionary<ObjectId, EndpointPolicy>>.Builder endpoints,
        PortClaims.Builder claims)
    {
        if (!places.TryGetValue(endpoint, out var network))
        {
            return;
        }

        places.Remove(endpoint);
        claims.Remove([endpoints[network][endpoint.Value]]);
        var rest = endpoints[network].Remove(endpoint.Value);
        if (rest.IsEmpty)
        {
            endpoints.Remove(network);
        }
        else
        {
            endpoints[network] = rest;
        }
    }
}
