using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>The settings of the host that a network's forwarding needs. Pure.</summary>
internal static class BridgeHostSettings
{
    private const string On = "1";

    /// <summary>Every setting needed, in the order of writing. What forwards already needs nothing.</summary>
    public static ImmutableArray<HostSysctl> Needed(BridgePlan plan, BridgeView view)
    {
        var needed = ImmutableArray.CreateBuilder<HostSysctl>();
        if (plan.Forwarding.Items.Contains(IPFamily.IPv4))
        {
            needed.Add(new HostSysctl(BridgeSysctls.ForwardIPv4, On, "IPv4 forwarding between networks and the outside"));
        }

        if (plan.Forwarding.Items.Contains(IPFamily.IPv6))
        {
            if (view.Sysctl(BridgeSysctls.ForwardIPv6) != On)
            {
                // Before forwarding: the kernel drops the routes of a link that forwards and does not insist on advertisements.
                needed.AddRange(view.RouterAdvertisementLinks.Items.Select(static link => new HostSysctl(
                    BridgeSysctls.AcceptRouterAdvertisements(link), "2", $"{link} keeps its router-advertised routes while the host forwards IPv6")));
            }

            // Writing the setting of all links also changes that of new ones; written first, its old value is recorded too.
            needed.Add(new HostSysctl(BridgeSysctls.ForwardIPv6OfNewLinks, On, "IPv6 forwarding on links made later"));
            needed.Add(new HostSysctl(BridgeSysctls.ForwardIPv6, On, "IPv6 forwarding between networks and the outside"));
        }

        return needed.ToImmutable();
    }
}
