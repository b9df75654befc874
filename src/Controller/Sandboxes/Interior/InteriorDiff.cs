using System.Collections.Immutable;

namespace NetController.Sandboxes.Interior;

/// <summary>
/// What leads from what is inside a sandbox to what shall be, in the order in which the kernel takes it. What a container adds of its own
/// accord is its own affair and stays.
/// </summary>
internal static class InteriorDiff
{
    private static readonly ImmutableArray<IPFamily> Families = [IPFamily.IPv4, IPFamily.IPv6];

    /// <summary>The changes. An interface that is missing is its driver's to make: nothing is said of it here.</summary>
    public static ImmutableArray<InteriorChange> Compute(InteriorPlan plan, InteriorView view)
    {
        var changes = ImmutableArray.CreateBuilder<InteriorChange>();
        foreach (var wanted in plan.Interfaces)
        {
            if (view.Interface(wanted.Name) is { } present)
            {
                OfInterface(wanted, present, view, changes);
            }
        }

        foreach (var family in Families)
        {
            OfDefault(plan, view, family, changes);
        }

        return changes.ToImmutable();
    }

    private static void OfInterface(InteriorInterface wanted, InterfaceView present, InteriorView view, ImmutableArray<InteriorChange>.Builder changes)
    {
        // IPv6 is switched off before the link has an address or is up, when that costs the kernel nothing.
        OfSwitch(wanted, present, changes);
        if (wanted.Mtu is { } mtu && present.Mtu != 0 && present.Mtu != mtu)
        {
            changes.Add(new SetMtu(wanted.Name, mtu, present.Mtu));
        }

        foreach (var address in wanted.Addresses)
        {
            if (!present.Addresses.Contains(address))
            {
                OfAddress(wanted.Name, address, present, changes);
            }
        }

        foreach (var (path, value) in wanted.Sysctls)
        {
            OfSysctl(wanted.Name, path, value, present, changes);
        }

        if (!present.IsUp)
        {
            changes.Add(new SetUp(wanted.Name));
        }

        foreach (var route in wanted.Routes)
        {
            if (!present.Routes.Contains(route))
            {
                changes.Add(OfRoute(wanted.Name, route, view));
            }
        }
    }

    /// <summary>
    /// The kernel refuses the same IPv6 address with another prefix length, so there the old one goes first. With the last IPv4 address
    /// it would take all IPv4 routes of the interface away, so there the new one comes first.
    /// </summary>
    private static void OfAddress(string link, InterfaceAddress wanted, InterfaceView present, ImmutableArray<InteriorChange>.Builder changes)
    {
        var add = new AddAddress(link, wanted);
        if (wanted.Family == IPFamily.IPv4)
        {
            changes.Add(add);
        }

        foreach (var old in present.Addresses)
        {
            if (old.Address.Equals(wanted.Address))
            {
                changes.Add(new DeleteAddress(link, old));
            }
        }

        if (wanted.Family == IPFamily.IPv6)
        {
            changes.Add(add);
        }
    }

    private static InteriorChange OfRoute(string link, StaticRoute wanted, InteriorView view)
    {
        foreach (var other in view.Interfaces)
        {
            if (other.Routes.FirstOrDefault(route => route.Destination == wanted.Destination) is { } old)
            {
                return new ReplaceRoute(link, wanted, other.Name, old);
            }
        }

        return new AddRoute(link, wanted);
    }

    private static void OfSwitch(InteriorInterface wanted, InterfaceView present, ImmutableArray<InteriorChange>.Builder changes)
    {
        var known = present.Sysctl(wanted.SwitchIPv6Path);
        // A kernel without IPv6 has no such setting: observed, it is neither known nor needed.
        if (known is null && present.IsUp && wanted.WithoutIPv6)
        {
            return;
        }

        OfSysctl(wanted.Name, wanted.SwitchIPv6Path, wanted.WithoutIPv6 ? "1" : "0", present, changes);
    }

    private static void OfSysctl(string link, string path, string value, InterfaceView present, ImmutableArray<InteriorChange>.Builder changes)
    {
        var known = present.Sysctl(path);
        if (!string.Equals(known, value, StringComparison.Ordinal))
        {
            changes.Add(new WriteSysctl(link, path, value, known));
        }
    }

    private static void OfDefault(InteriorPlan plan, InteriorView view, IPFamily family, ImmutableArray<InteriorChange>.Builder changes)
    {
        var present = view.Default(family);
        if (plan.Default(family) is { } wanted)
        {
            if (wanted != present && view.Interface(wanted.Link) is not null)
            {
                changes.Add(new SetDefaultRoute(wanted, present));
            }
        }
        else if (present is not null && plan.Interfaces.Any(ours => ours.Name == present.Link))
        {
            changes.Add(new DeleteDefaultRoute(present));
        }
    }
}
