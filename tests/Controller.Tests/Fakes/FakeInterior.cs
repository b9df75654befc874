using System.Collections.Immutable;
using NetController.Sandboxes;
using NetController.Sandboxes.Interior;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The inside of a <see cref="FakeNamespace"/>; as strict as the kernel about what must be there first.</summary>
internal sealed class FakeInterior : IInterior
{
    private readonly FakeMachine _machine;
    private readonly string _path;

    public FakeInterior(FakeMachine machine, string path)
    {
        (_machine, _path) = (machine, path);
        machine.Opened();
    }

    private FakeNamespace Inside => _machine.Namespaces.GetValueOrDefault(_path) ?? throw new OperationFailedException("look inside", new IOException("the namespace is gone"));

    public void Begin()
    {
    }

    public InteriorView Observe(InteriorPlan wanted) => new(
        [.. wanted.Interfaces.Where(planned => Inside.Interfaces.ContainsKey(planned.Name)).Select(planned => Inside.Interfaces[planned.Name])],
        Inside.Defaults);

    public ImmutableArray<string> ListInterfaces() => ["lo", .. Inside.Interfaces.Keys];

    public void Apply(InteriorChange change) => _machine.Effect($"inside: {change}", () => _machine.SetNamespace(After(Inside, change)));

    public void Announce(string link, ImmutableArray<InterfaceAddress> addresses) => _machine.Change(() => _machine.Announced.Add($"{link} {string.Join(' ', addresses)}"));

    public ImmutableArray<InterfaceStatistics> ReadStatistics() => [.. Inside.Interfaces.Keys.Select(static name => new InterfaceStatistics(name) { SentPackets = 7 })];

    public void Dispose() => _machine.Closed();

    private static FakeNamespace After(FakeNamespace inside, InteriorChange change) => change switch
    {
        SetUp { Link: "lo" } => inside with { LoopbackIsUp = true },
        WriteSysctl { Link: "default" } => inside,
        SetUp up => Set(inside, up.Link, static view => view with { IsUp = true }),
        SetMtu mtu => Set(inside, mtu.Link, view => view with { Mtu = mtu.Mtu }),
        AddAddress add when add.Address.Family == IPFamily.IPv6 && inside.Interfaces[add.Link].Sysctls.Any(static pair => pair.Key.EndsWith("disable_ipv6", StringComparison.Ordinal) && pair.Value == "1") =>
            throw new OperationFailedException(change.Command, new IOException("IPv6 is disabled on this device")),
        AddAddress add => Set(inside, add.Link, view => view with { Addresses = [.. view.Addresses, add.Address] }),
        DeleteAddress delete => Set(inside, delete.Link, view => view with { Addresses = view.Addresses.Remove(delete.Address) }),
        WriteSysctl write => Set(inside, write.Link, view => view with { Sysctls = [.. view.Sysctls.Where(pair => pair.Key != write.Path), KeyValuePair.Create(write.Path, write.Value)] }),
        AddRoute add => Set(Up(inside, add.Link), add.Link, view => view with { Routes = [.. view.Routes, add.Route] }),
        ReplaceRoute replace => Set(
            Set(Up(inside, replace.Link), replace.OldLink, view => view with { Routes = view.Routes.Remove(replace.Old) }),
            replace.Link,
            view => view with { Routes = [.. view.Routes, replace.Route] }),
        DeleteRoute delete => Set(inside, delete.Link, view => view with { Routes = view.Routes.Remove(delete.Route) }),
        SetDefaultRoute set => Up(inside, set.Route.Link) with { Defaults = [.. Others(inside, set.Route), set.Route] },
        DeleteDefaultRoute delete => inside with { Defaults = inside.Defaults.Remove(delete.Route) },
        _ => throw new InvalidOperationException(change.Command),
    };

    private static IEnumerable<DefaultRoute> Others(FakeNamespace inside, DefaultRoute route) =>
        inside.Defaults.Where(other => other.Gateway.Family() != route.Gateway.Family());

    private static FakeNamespace Up(FakeNamespace inside, string link) => inside.Interfaces.TryGetValue(link, out var view) && view.IsUp
        ? inside
        : throw new OperationFailedException($"route over {link}", new IOException("the network is down"));

    private static FakeNamespace Set(FakeNamespace inside, string link, Func<InterfaceView, InterfaceView> change) => inside.Interfaces.TryGetValue(link, out var view)
        ? inside with { Interfaces = inside.Interfaces.SetItem(link, change(view)) }
        : throw new OperationFailedException($"change {link}", new IOException("no such device"));
}
