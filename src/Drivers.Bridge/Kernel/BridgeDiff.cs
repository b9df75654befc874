using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Compares what the kernel shall hold with what it holds. Pure. The order of the changes is part of the result: the link, its settings,
/// its addresses (added before others are deleted), up, and the host's settings last.
/// </summary>
internal static class BridgeDiff
{
    public static BridgeDifference Compute(BridgePlan plan, BridgeView view)
    {
        var (hold, obstacle) = BridgeClaim.Of(plan, view.Link);
        if (obstacle is not null)
        {
            return new BridgeDifference([], [obstacle]);
        }

        var obstacles = Obstacles(plan, view, hold);
        var changes = ImmutableArray.CreateBuilder<KernelChange>();
        if (obstacles.IsEmpty)
        {
            Link(changes, plan, view.Link, hold);
            Settings(changes, plan, view, hold);
            Loopback(changes, plan, view, hold);
            AddressDiff.Compute(changes, plan, view, hold);
            SettingsWithoutIPv6(changes, plan, view, hold);
            if (view.Link is { IsUp: false })
            {
                changes.Add(new SetUp(plan.Link));
            }

            HostSettings(changes, plan, view);
        }

        return new BridgeDifference(changes.ToImmutable(), obstacles);
    }

    private static ImmutableArray<BridgeObstacle> Obstacles(BridgePlan plan, BridgeView view, BridgeHold hold)
    {
        var needsIPv6 = plan.LinkSpeaksIPv6 is true || plan.Forwarding.Items.Contains(IPFamily.IPv6);
        if (needsIPv6 && !view.KernelHasIPv6)
        {
            return
            [
                new BridgeObstacle(
                    new Drift($"sysctl {BridgeSysctls.ForwardIPv6}", "IPv6", "no IPv6 in the kernel", "boot without ipv6.disable=1"),
                    new ResourceUnavailableException(
                        $"network '{plan.Name}' needs IPv6, which this kernel is without", "boot without ipv6.disable=1, or create the network without IPv6")),
            ];
        }

        return hold == BridgeHold.UserManaged ? AddressDiff.Verify(plan, view) : [];
    }

    private static void Link(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, LinkView? link, BridgeHold hold)
    {
        var alias = plan.Tag.ToString();
        if (link is null)
        {
            changes.Add(new CreateBridge(plan.Link, plan.Mtu ?? BridgePlan.KernelMtu, alias) { MadeAs = plan.GeneratedLink });
            return;
        }

        if (hold == BridgeHold.Own && link.Alias != alias)
        {
            changes.Add(new SetAlias(plan.Link, alias, link.Alias));
        }

        var mtu = hold switch
        {
            BridgeHold.Own => plan.Mtu ?? BridgePlan.KernelMtu,
            BridgeHold.Adopted => plan.Mtu ?? link.Mtu,
            _ => link.Mtu,
        };
        if (link.Mtu != mtu)
        {
            changes.Add(new SetMtu(plan.Link, mtu, link.Mtu));
        }
    }

    private static void Settings(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view, BridgeHold hold)
    {
        if (!view.KernelHasIPv6 || hold == BridgeHold.UserManaged)
        {
            return;
        }

        // A bridge that believed router advertisements would take addresses and routes from an endpoint.
        if (hold != BridgeHold.Adopted || plan.Custody == BridgeCustody.Default)
        {
            Setting(changes, view, BridgeSysctls.AcceptRouterAdvertisements(plan.Link), "0");
        }

        if (plan.LinkSpeaksIPv6 is true)
        {
            Setting(changes, view, BridgeSysctls.DisableIPv6(plan.Link), "0");
        }
    }

    /// <summary>A bridge of our own that is not to route the loopback's addresses, and does, no longer shall; one of somebody else's keeps what it has.</summary>
    private static void Loopback(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view, BridgeHold hold)
    {
        var path = BridgeSysctls.RouteLoopback(plan.Link);
        if (plan.RoutesLoopback)
        {
            Setting(changes, view, path, "1");
        }
        else if (hold == BridgeHold.Own && view.Sysctl(path) == "1")
        {
            Setting(changes, view, path, "0");
        }
    }

    /// <summary>A host that is isolated from an IPv6 network has no link-local address in it either. Comes after the addresses: the setting drops them all.</summary>
    private static void SettingsWithoutIPv6(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view, BridgeHold hold)
    {
        if (view.KernelHasIPv6 && plan.LinkSpeaksIPv6 is false && hold is (BridgeHold.Missing or BridgeHold.Own))
        {
            Setting(changes, view, BridgeSysctls.DisableIPv6(plan.Link), "1");
        }
    }

    private static void Setting(ImmutableArray<KernelChange>.Builder changes, BridgeView view, string path, string value)
    {
        var actual = view.Link is null ? null : view.Sysctl(path);
        if (actual != value)
        {
            changes.Add(new WriteSysctl(path, value, actual));
        }
    }

    private static void HostSettings(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view)
    {
        foreach (var setting in BridgeHostSettings.Needed(plan, view))
        {
            var actual = view.Sysctl(setting.Path);
            if (actual != setting.Value)
            {
                changes.Add(new WriteHostSysctl(setting.Path, setting.Value, actual, setting.Reason));
            }
        }
    }
}
