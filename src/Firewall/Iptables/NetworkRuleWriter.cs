namespace NetController.Firewall.Iptables;

/// <summary>Writes the rules of one network in one family.</summary>
internal sealed class NetworkRuleWriter(NetworkPolicy policy, FamilyPolicy side, InstanceId instance)
{
    private const string Accept = "ACCEPT";
    private const string Drop = "DROP";

    private readonly string _owner = new OwnerTag(instance.Short, OwnerTag.NetworkKind, policy.Network.Short).ToString();

    private string Link => policy.Link;

    private IPFamily Family => side.Subnet.Family;

    private RuleMatch Inside => new() { In = Link, Out = Link };

    private RuleMatch Outward => new() { In = Link, NotOut = Link };

    private RuleMatch Inward => new() { NotIn = Link, Out = Link };

    /// <summary>
    /// An internal network: nothing crosses from its link to another or back. Stated by link rather than by subnet, in both families:
    /// that also stops a forged source and a more specific route, and leaves multicast and link-local traffic inside the bridge alone.
    /// </summary>
    public NetworkRules Enclosed() => new()
    {
        Raw = [.. LoopbackProtection()],
        Internal = [Rule(Outward, Drop), Rule(Inward, Drop)],
        Forward = [Rule(Inside, policy.InterContainerConnectivity ? Accept : Drop)],
    };

    /// <summary>Any other network: out and back is allowed; from outside in, what the gateway mode says.</summary>
    public NetworkRules Reachable() => new()
    {
        Raw = [.. LoopbackProtection()],
        Connection = [Rule(new RuleMatch { Out = Link, Extension = "conntrack --ctstate RELATED,ESTABLISHED" }, Accept)],
        Bridge = [Rule(new RuleMatch { Out = Link }, Names.EndpointChain)],
        Endpoint = [.. PingWhereRouted()],
        Default = [Rule(Inward, side.Mode == GatewayMode.NatUnprotected ? Accept : Drop)],
        Forward = policy.InterContainerConnectivity
            ? [Rule(new RuleMatch { In = Link }, Accept)]
            : [Rule(Inside, Drop), Rule(Outward, Accept)],
        Postrouting = [.. Translation()],
        Return = [.. ReturnThroughTheHost()],
    };

    // A host that routes 127.0.0.0/8 out of a bridge, so that its own processes reach published ports there, takes it in from there as well:
    // endpoints would reach all that listens on the loopback interface alone. IPv6 needs no rule: the kernel takes ::1 from no wire.
    private IEnumerable<IptablesRule> LoopbackProtection() => Family == IPFamily.IPv4
        ? [Rule(new RuleMatch { Destination = LoopbackAddresses.IPv4, In = Link }, Drop)]
        : [];

    // Who routes to an endpoint's own address may also ask whether it is there.
    private IEnumerable<IptablesRule> PingWhereRouted() => side.Mode == GatewayMode.Routed
        ? [Rule(Inward with { Protocol = Family == IPFamily.IPv4 ? "icmp" : "ipv6-icmp" }, Accept)]
        : [];

    private IEnumerable<IptablesRule> Translation()
    {
        if (side.Mode == GatewayMode.Routed || !side.Masquerade)
        {
            return [];
        }

        var target = side.SourceAddress is { } source ? $"SNAT --to-source {CanonicalText.Of(source)}" : "MASQUERADE";
        return [Rule(new RuleMatch { Source = side.Subnet, NotOut = Link }, target)];
    }

    // An endpoint that uses a port of the host which leads back into its own network must get the answers through the host, where they are
    // translated back; and nobody could answer to 127.0.0.1. All that comes from elsewhere keeps its source.
    private IEnumerable<IptablesRule> ReturnThroughTheHost()
    {
        yield return Rule(new RuleMatch { Source = side.Subnet, Out = Link, Extension = EndpointRuleWriter.Translated }, "MASQUERADE");
        if (Family == IPFamily.IPv4)
        {
            yield return Rule(new RuleMatch { Source = LoopbackAddresses.IPv4, Out = Link }, "MASQUERADE");
        }
    }

    private IptablesRule Rule(RuleMatch match, string target) => new(match.Specify(_owner, target), RulePlace.Network, policy.Network);
}
