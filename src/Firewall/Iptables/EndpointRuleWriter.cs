using System.Collections.Immutable;
using System.Net;

namespace NetController.Firewall.Iptables;

/// <summary>Writes the rules of one endpoint's published ports in one family.</summary>
internal sealed class EndpointRuleWriter(EndpointPolicy policy, IPAddress address, NetworkPolicy network, FamilyPolicy side, bool allowDirectRouting, InstanceId instance)
{
    /// <summary>Matches what was addressed to a port of the host, and not to the endpoint itself.</summary>
    public const string Translated = "conntrack --ctstate DNAT";

    private const string Accept = "ACCEPT";

    private readonly string _owner = new OwnerTag(instance.Short, OwnerTag.EndpointKind, policy.Endpoint.Value.Short).ToString();

    private RuleMatch ToEndpoint => new() { Destination = Alone(address), Out = network.Link };

    /// <summary>The rules of ports whose host address is of the family.</summary>
    public EndpointRules Write(ImmutableArray<PublishedPorts> ports) => side.Mode == GatewayMode.Routed
        ? new EndpointRules { Filter = Rules(ports.SelectMany(Routed)) }
        : new EndpointRules
        {
            Raw = Rules(ports.SelectMany(LocalOnly)),
            Filter = Rules(ports.SelectMany(Reached)),
            Translation = Rules(ports.SelectMany(Translations)),
        };

    // A port given to the host alone is given to nobody else where there is no translation.
    private IEnumerable<string> Routed(PublishedPorts ports) => IPAddress.IsLoopback(ports.HostAddress) ? [] : [Direct(ports, null)];

    // A link may be configured to take in loopback addresses, and translation would ask for no route.
    private IEnumerable<string> LocalOnly(PublishedPorts ports) => IPAddress.IsLoopback(ports.HostAddress)
        ? [Specify(new RuleMatch { Destination = Alone(ports.HostAddress), NotIn = "lo" }, ports.Protocol, ports.HostPorts, "DROP")]
        : [];

    // What the host itself sends is not forwarded and needs no leave.
    private IEnumerable<string> Reached(PublishedPorts ports)
    {
        if (IPAddress.IsLoopback(ports.HostAddress))
        {
            yield break;
        }

        if (side.Mode == GatewayMode.Nat || !network.InterContainerConnectivity)
        {
            yield return Specify(ToEndpoint with { Extension = Translated }, ports.Protocol, ports.ContainerPorts, Accept);
        }

        if (side.Mode != GatewayMode.Nat)
        {
            yield break;
        }

        if (allowDirectRouting)
        {
            yield return Direct(ports, null);
            yield break;
        }

        foreach (var link in network.TrustedInterfaces)
        {
            yield return Direct(ports, link);
        }
    }

    /// <summary>Lets through what is addressed to the endpoint itself, from one link or from all but its own.</summary>
    private string Direct(PublishedPorts ports, string? from) =>
        Specify(from is null ? ToEndpoint with { NotIn = network.Link } : ToEndpoint with { In = from }, ports.Protocol, ports.ContainerPorts, Accept);

    // Without a port the translation keeps the number whatever happens. Ranges with other numbers are a rule a port: iptables can say them in
    // one, yet the kernel then takes the next port of the range where a client uses one source port towards two addresses of the host.
    private IEnumerable<string> Translations(PublishedPorts ports)
    {
        if (ports is { SameNumbers: true, HostPorts.Count: > 1 })
        {
            return [Translation(ports, ports.HostPorts, CanonicalText.Of(address))];
        }

        return Enumerable.Range(0, ports.HostPorts.Count).Select(i =>
            Translation(ports, new PortRange(ports.HostPorts.First + i), CanonicalText.Of(address, ports.ContainerPorts.First + i)));
    }

    private string Translation(PublishedPorts ports, PortRange hostPorts, string target)
    {
        var everywhere = ports.HostAddress.Equals(IPAddress.Any) || ports.HostAddress.Equals(IPAddress.IPv6Any);
        return Specify(new RuleMatch { Destination = everywhere ? null : Alone(ports.HostAddress) }, ports.Protocol, hostPorts, $"DNAT --to-destination {target}");
    }

    private string Specify(RuleMatch match, TransportProtocol protocol, PortRange ports, string target) =>
        (match with { Protocol = protocol.ToText(), Ports = ports }).Specify(_owner, target);

    // Two ports of the host may lead to one of the endpoint, which is let through once.
    private ImmutableArray<IptablesRule> Rules(IEnumerable<string> specifications) =>
        [.. specifications.Distinct(StringComparer.Ordinal).Select(rule => new IptablesRule(rule, RulePlace.Network, policy.Network, policy.Endpoint))];

    private static IPPrefix Alone(IPAddress one) => new(one, one.Family().Bits());
}
