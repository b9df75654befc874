using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>Reads what the kernel holds of one network: one link, its addresses and a handful of settings, however many others there are.</summary>
internal static class BridgeObserver
{
    public static BridgeView Observe(HostKernel kernel, BridgePlan plan)
    {
        var link = kernel.FindLink(plan.Link);
        var sysctls = kernel.ReadSysctls([.. BridgeSysctls.OfHost, .. link is null ? [] : BridgeSysctls.OfLink(plan.Link)]);
        var view = new BridgeView
        {
            Link = link,
            Addresses = link is null ? default : new EquatableArray<AddressView>(kernel.Addresses(link.Index)),
            Sysctls = new EquatableMap<string>(sysctls),
        };
        return NeedsRouterAdvertisementLinks(plan, view) ? WithRouterAdvertisementLinks(kernel, plan, view, sysctls) : view;
    }

    private static bool NeedsRouterAdvertisementLinks(BridgePlan plan, BridgeView view) =>
        plan.Forwarding.Items.Contains(IPFamily.IPv6) && view.KernelHasIPv6 && view.Sysctl(BridgeSysctls.ForwardIPv6) != "1";

    /// <summary>The one look at every link of the host; once it forwards, it is never needed again.</summary>
    private static BridgeView WithRouterAdvertisementLinks(HostKernel kernel, BridgePlan plan, BridgeView view, Dictionary<string, string> sysctls)
    {
        ImmutableArray<string> others = [.. kernel.LinkNames().Where(name => name != plan.Link && name != "lo").Order(StringComparer.Ordinal)];
        var found = kernel.ReadSysctls([.. others.Select(BridgeSysctls.AcceptRouterAdvertisements)]);
        ImmutableArray<string> following = [.. others.Where(name => found.GetValueOrDefault(BridgeSysctls.AcceptRouterAdvertisements(name)) == "1")];
        return view with
        {
            RouterAdvertisementLinks = new EquatableArray<string>(following),
            Sysctls = new EquatableMap<string>(sysctls.Concat(found)),
        };
    }
}
