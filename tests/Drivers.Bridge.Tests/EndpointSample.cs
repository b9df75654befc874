using System.Collections.Immutable;

namespace NetController.Drivers.Bridge.Tests;

/// <summary>Values that the endpoints' tables start from.</summary>
internal static class EndpointSample
{
    public const string Link = "ncv456789abcde";

    public const string Tag = "netctl:aaaaaaaaaaaa:endpoint:456789abcdef0000000000000000000000000000000000000000000000000000";

    public static readonly EndpointId Id = EndpointId.Parse("456789abcdef" + new string('0', 52));

    public static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:05");

    public static EndpointPlan Plan(NetworkPlan network, params ReadOnlySpan<string> addresses) =>
        new(Id, "shop", network, "/run/netns/shop", "eth0", Mac)
        {
            Addresses = new EquatableArray<InterfaceAddress>([.. addresses.ToImmutableArray().Select(static text => InterfaceAddress.Parse(text))]),
        };

    public static BridgeEndpointPlan Whole(EndpointPlan plan) => BridgeEndpointPlanner.Plan(plan, Sample.Planned(plan.Network));
}
