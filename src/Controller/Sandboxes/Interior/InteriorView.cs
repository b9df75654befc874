using System.Collections.Immutable;

namespace NetController.Sandboxes.Interior;

/// <summary>What the inside of a sandbox holds.</summary>
/// <param name="Interfaces">The interfaces that were asked for and are there: a few, so that a list is looked through quicker than a map is made.</param>
/// <param name="Defaults">The routes to everywhere in the main table with the metric that ours have.</param>
internal sealed record InteriorView(ImmutableArray<InterfaceView> Interfaces, ImmutableArray<DefaultRoute> Defaults)
{
    /// <summary>What a plan means once it is in force: the view that the next plan's difference is told by without looking.</summary>
    public static InteriorView Of(InteriorPlan plan)
    {
        var interfaces = ImmutableArray.CreateBuilder<InterfaceView>(plan.Interfaces.Length);
        foreach (var wanted in plan.Interfaces)
        {
            interfaces.Add(new InterfaceView(wanted.Name)
            {
                IsUp = true,
                Mtu = wanted.Mtu ?? 0,
                Addresses = wanted.Addresses,
                Sysctls = wanted.Sysctls.Add(KeyValuePair.Create(wanted.SwitchIPv6Path, wanted.WithoutIPv6 ? "1" : "0")),
                Routes = wanted.Routes,
            });
        }

        return new InteriorView(interfaces.MoveToImmutable(), (plan.IPv4, plan.IPv6) switch
        {
            (null, null) => [],
            ({ } only, null) => [only],
            (null, { } only) => [only],
            ({ } first, { } second) => [first, second],
        });
    }

    /// <summary>The same with an interface that its driver has just made: down, and without anything.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="mtu">The MTU that the driver gave it.</param>
    /// <param name="hasIPv6">Whether new interfaces of that namespace are known to have IPv6.</param>
    public InteriorView WithFresh(string name, int? mtu, bool hasIPv6)
    {
        var fresh = new InterfaceView(name) { Mtu = mtu ?? 0, Sysctls = hasIPv6 ? [KeyValuePair.Create(InteriorInterface.SwitchIPv6PathOf(name), "0")] : [] };
        return this with { Interfaces = Interface(name) is { } old ? Interfaces.Replace(old, fresh) : Interfaces.Add(fresh) };
    }

    /// <summary>An interface; null where it is not there.</summary>
    public InterfaceView? Interface(string name)
    {
        foreach (var present in Interfaces)
        {
            if (present.Name == name)
            {
                return present;
            }
        }

        return null;
    }

    public DefaultRoute? Default(IPFamily family)
    {
        foreach (var route in Defaults)
        {
            if (route.Gateway.Family() == family)
            {
                return route;
            }
        }

        return null;
    }
}

/// <summary>One interface as it is.</summary>
/// <param name="Name">Its name.</param>
internal sealed record InterfaceView(string Name)
{
    public bool IsUp { get; init; }

    /// <summary>Its MTU; 0 where it was not looked at.</summary>
    public int Mtu { get; init; }

    public ImmutableArray<InterfaceAddress> Addresses { get; init; } = [];

    /// <summary>Its settings by path; what is not in here is not known.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Sysctls { get; init; } = [];

    public ImmutableArray<StaticRoute> Routes { get; init; } = [];

    /// <summary>The value of a setting; null where it is not known.</summary>
    public string? Sysctl(string path)
    {
        foreach (var (known, value) in Sysctls)
        {
            if (known == path)
            {
                return value;
            }
        }

        return null;
    }
}
