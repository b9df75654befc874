using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>The addresses' part of <see cref="BridgeDiff"/>.</summary>
internal static class AddressDiff
{
    public static void Compute(ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view, BridgeHold hold)
    {
        if (hold == BridgeHold.UserManaged)
        {
            return;
        }

        ImmutableArray<InterfaceAddress> missing =
            [.. plan.Addresses.Items.Where(wanted => view.Addresses.Items.All(present => present.Address != wanted))];
        ImmutableArray<AddressView> stale = [.. view.Addresses.Items.Where(present => IsStale(present.Address, plan, hold))];
        // The kernel refuses the same IPv6 address with another prefix length, so there the old one goes first.
        ImmutableArray<AddressView> inTheWay =
            [.. stale.Where(old => old.Address.Family == IPFamily.IPv6 && missing.Any(wanted => wanted.Address.Equals(old.Address.Address)))];

        KeepSecondaries(changes, plan, view, stale);
        changes.AddRange(inTheWay.Select(old => new DeleteAddress(plan.Link, old)));
        changes.AddRange(missing.Select(wanted => new AddAddress(plan.Link, wanted)));
        // Last first: the kernel lists the secondary addresses of a subnet after its primary one, which would take them along.
        changes.AddRange(stale.Except(inTheWay).Reverse().Select(old => new DeleteAddress(plan.Link, old)));
    }

    /// <summary>What an administrator's bridge lacks: it is verified and never changed.</summary>
    public static ImmutableArray<BridgeObstacle> Verify(BridgePlan plan, BridgeView view) =>
    [
        .. plan.Addresses.Items
            .Where(wanted => view.Addresses.Items.All(present => present.Address != wanted))
            .Select(wanted => Lacks(plan, view, wanted)),
    ];

    private static BridgeObstacle Lacks(BridgePlan plan, BridgeView view, InterfaceAddress wanted)
    {
        var add = new AddAddress(plan.Link, wanted);
        var present = string.Join(", ", view.Addresses.Items.Where(other => other.Address.Family == wanted.Family).Select(static other => other.Address));
        return new BridgeObstacle(
            add.ToDrift(plan.Network),
            new ResourceConflictException(
                $"user-managed bridge '{plan.Link}' does not carry {wanted}, the address of network '{plan.Name}'; it has {(present.Length > 0 ? present : $"no {wanted.Family} address")}",
                $"add it with `{add.Command}`, or create the network with the bridge's own address as its gateway"));
    }

    private static bool IsStale(InterfaceAddress present, BridgePlan plan, BridgeHold hold)
    {
        if (plan.Addresses.Items.Contains(present))
        {
            return false;
        }

        if (plan.Addresses.Items.Any(wanted => wanted.Address.Equals(present.Address)))
        {
            return true;
        }

        // A link-local or multicast address is the kernel's own doing.
        if (present.Family == IPFamily.IPv6 && (ReservedIPv6.LinkLocal.Contains(present.Address) || ReservedIPv6.Multicast.Contains(present.Address)))
        {
            return false;
        }

        // What an administrator put on a bridge of his own stays, except where it would answer for the network's subnet.
        return hold == BridgeHold.Own
            || (plan.Custody == BridgeCustody.Default && plan.Subnets.Items.Any(subnet => subnet.Family == present.Family))
            || plan.Subnets.Items.Any(subnet => subnet.Contains(present.Address));
    }

    /// <summary>
    /// The kernel removes a primary IPv4 address together with the secondary ones of its subnet, the wanted one among them, unless told
    /// to promote the next; see <c>promote_secondaries</c>.
    /// </summary>
    private static void KeepSecondaries(
        ImmutableArray<KernelChange>.Builder changes, BridgePlan plan, BridgeView view, ImmutableArray<AddressView> stale)
    {
        var path = BridgeSysctls.PromoteSecondaries(plan.Link);
        var atRisk = stale.Any(old => old.Address.Family == IPFamily.IPv4 && plan.Addresses.Items.Any(wanted => wanted.Prefix == old.Address.Prefix));
        if (atRisk && view.Sysctl(path) is { } actual and not "1")
        {
            changes.Add(new WriteSysctl(path, "1", actual));
        }
    }
}
