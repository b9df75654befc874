using System.Collections.Immutable;

namespace NetController.Sandboxes.Interior;

/// <summary>What the inside of a sandbox holds.</summary>
/// <param name="Interfaces">The interfaces that were asked for and are there, by name.</param>
/// <param name="Defaults">The routes to everywhere in the main table with the metric that ours have.</param>
internal sealed record InteriorView(ImmutableDictionary<string, InterfaceView> Interfaces, ImmutableArray<DefaultRoute> Defaults)
{
    /// <summary>What a plan means once it is in force: the view that the next plan's difference is told by without looking.</summary>
    public static InteriorView Of(InteriorPlan plan) => new(
        plan.Interfaces.ToImmutableDictionary(static wanted => wanted.Name, static wanted => new InterfaceView(wanted.Name)
        {
            IsUp = true,
            Mtu = wanted.Mtu ?? 0,
            Addresses = wanted.Addresses,
            Sysctls = wanted.Sysctls.ToImmutableDictionary(StringComparer.Ordinal).SetItem(wanted.SwitchIPv6Path, wanted.WithoutIPv6 ? "1" : "0"),
            Routes = wanted.Routes,
        }, StringComparer.Ordinal),
        [.. new[] { plan.IPv4, plan.IPv6 }.OfType<DefaultRoute>()]);

    /// <summary>The same with an interface that its driver has just made: down, and without anything.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="mtu">The MTU that the driver gave it.</param>
    /// <param name="hasIPv6">Whether new interfaces of that namespace are known to have IPv6.</param>
    public InteriorView WithFresh(string name, int? mtu, bool hasIPv6)
    {
        var fresh = new InterfaceView(name) { Mtu = mtu ?? 0 };
        fresh = hasIPv6 ? fresh with { Sysctls = fresh.Sysctls.Add(new InteriorInterface(name).SwitchIPv6Path, "0") } : fresh;
        return this with { Interfaces = Interfaces.SetItem(name, fresh) };
    }

    public DefaultRoute? Default(IPFamily family) => Defaults.FirstOrDefault(route => route.Gateway.Family() == family);
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
    public ImmutableDictionary<string, string> Sysctls { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableArray<StaticRoute> Routes { get; init; } = [];
}
