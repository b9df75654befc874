using System.Collections.Immutable;
using System.Net;

namespace NetController.Drivers.Bridge.Tests;

/// <summary>Values that the tables start from.</summary>
internal static class Sample
{
    public static readonly InstanceId Instance = InstanceId.Parse(new string('a', 64));

    public static readonly NetworkId Network = NetworkId.Parse("0123456789ab" + new string('0', 52));

    public const string Link = "nc-0123456789ab";

    public const string Tag = "netctl:aaaaaaaaaaaa:network:0123456789ab0000000000000000000000000000000000000000000000000000";

    public static NetworkPlan Plan(BridgeNetworkOptions? options, params ReadOnlySpan<string> gateways) =>
        new(Network, "web", Instance, options ?? new BridgeNetworkOptions())
        {
            Pools = new EquatableArray<NetworkPool>([.. gateways.ToImmutableArray().Select(text => Pool(text))]),
        };

    /// <summary>What the kernel shall hold where the firewall guards the loopback, as iptables does.</summary>
    public static BridgePlan Planned(NetworkPlan plan) => BridgePlanner.Plan(plan, guardsLoopback: true);

    /// <summary>The subnet of an address; with a leading <c>-</c> the host has no address in it.</summary>
    public static NetworkPool Pool(string text)
    {
        var gateway = InterfaceAddress.Parse(text.TrimStart('-'));
        return new NetworkPool(gateway.Prefix) { Gateway = text.StartsWith('-') ? null : gateway };
    }

    public static EquatableMap<IPAddress> Aux(string name, string address) =>
        new([KeyValuePair.Create(name, AddressText.Parse(address))]);
}
