using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>Turns the default bridge's options and the link as it is into the network to create. Pure.</summary>
internal static class DefaultNetworkProposals
{
    /// <exception cref="InvalidRequestException">The options contradict the bridge as it is.</exception>
    public static DefaultNetworkProposal Propose(string name, DefaultBridgeOptions options, ImmutableArray<InterfaceAddress> onLink)
    {
        var elected = ImmutableArray.Create(DefaultBridgeElection.Elect(options, IPFamily.IPv4, onLink));
        if (options.EnableIPv6)
        {
            elected = elected.Add(DefaultBridgeElection.Elect(options, IPFamily.IPv6, onLink));
        }

        if (options.UserManagedBridge is { } bridge)
        {
            RequireAddresses(bridge, elected);
        }

        var spec = new NetworkSpec(name, ToNetworkOptions(options))
        {
            EnableIPv6 = options.EnableIPv6,
            Subnets = elected.Select(static subnet => subnet.Request).ToEquatableArray(),
        };
        return new DefaultNetworkProposal(spec, [.. elected.SelectMany(static subnet => subnet.Warnings)]);
    }

    private static BridgeNetworkOptions ToNetworkOptions(DefaultBridgeOptions options) => new()
    {
        LinkName = options.EffectiveLinkName,
        IsDefaultBridge = true,
        UserManaged = options.UserManagedBridge is not null,
        Mtu = options.Mtu,
        InterContainerConnectivity = options.InterContainerConnectivity,
        Masquerade = options.Masquerade,
        HostBinding = options.HostBinding,
    };

    private static void RequireAddresses(string bridge, ImmutableArray<ElectedSubnet> elected)
    {
        ImmutableArray<string> problems =
        [
            .. elected
                .Where(static subnet => subnet.Request.Gateway is null)
                .Select(subnet => $"the user-managed bridge '{bridge}' has no {subnet.Request.Family} address"),
        ];
        if (!problems.IsEmpty)
        {
            throw new InvalidRequestException("the default bridge", problems, $"give it one with `ip address add ADDRESS/LENGTH dev {bridge}`: its addresses are its administrator's");
        }
    }
}
