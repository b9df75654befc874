using System.Collections.Immutable;

namespace NetController.Firewall.Policies;

/// <summary>Which endpoints publish a number of a protocol on the host, on whatever address: so that who is in the way of new ports is found at the cost of those.</summary>
internal sealed class PortClaims
{
    private readonly ImmutableDictionary<(TransportProtocol Protocol, int Port), ImmutableArray<EndpointId>> _claims;

    private PortClaims(ImmutableDictionary<(TransportProtocol Protocol, int Port), ImmutableArray<EndpointId>> claims) => _claims = claims;

    /// <summary>Nothing is published.</summary>
    public static PortClaims Empty { get; } = new(ImmutableDictionary<(TransportProtocol Protocol, int Port), ImmutableArray<EndpointId>>.Empty);

    /// <summary>The endpoints that publish one of the numbers, each once.</summary>
    public IEnumerable<EndpointId> On(PublishedPorts ports) => Keys(ports).SelectMany(key => _claims.GetValueOrDefault(key, [])).Distinct();

    /// <summary>Begins a change.</summary>
    public Builder ToBuilder() => new(_claims);

    private static IEnumerable<(TransportProtocol Protocol, int Port)> Keys(PublishedPorts ports) =>
        Enumerable.Range(ports.HostPorts.First, ports.HostPorts.Count).Select(port => (ports.Protocol, port));

    /// <summary>A change under way.</summary>
    public sealed class Builder(ImmutableDictionary<(TransportProtocol Protocol, int Port), ImmutableArray<EndpointId>> before)
    {
        private readonly ImmutableDictionary<(TransportProtocol Protocol, int Port), ImmutableArray<EndpointId>>.Builder _claims = before.ToBuilder();

        /// <summary>Adds the ports of an endpoint.</summary>
        public void Add(EndpointPolicy policy)
        {
            foreach (var key in policy.Ports.SelectMany(Keys))
            {
                var holders = _claims.GetValueOrDefault(key, []);
                _claims[key] = holders.Contains(policy.Endpoint) ? holders : holders.Add(policy.Endpoint);
            }
        }

        /// <summary>Takes the ports of endpoints away.</summary>
        public void Remove(IEnumerable<EndpointPolicy> policies)
        {
            foreach (var policy in policies)
            {
                foreach (var key in policy.Ports.SelectMany(Keys))
                {
                    var rest = _claims.GetValueOrDefault(key, []).Remove(policy.Endpoint);
                    if (rest.IsEmpty)
                    {
                        _claims.Remove(key);
                    }
                    else
                    {
                        _claims[key] = rest;
                    }
                }
            }
        }

        /// <summary>The claims after the change.</summary>
        public PortClaims ToImmutable() => new(_claims.ToImmutable());
    }
}
