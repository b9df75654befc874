using System.Collections.Immutable;
using NetController.Sandboxes.Interior;

namespace NetController.Controller.Tests.Fakes;

/// <summary>A network namespace of a <see cref="FakeMachine"/>: its file, its interfaces and its routes to everywhere.</summary>
/// <param name="Path">The file.</param>
/// <param name="Identity">Which namespace it is.</param>
internal sealed record FakeNamespace(string Path, string Identity)
{
    public bool LoopbackIsUp { get; init; }

    public ImmutableSortedDictionary<string, InterfaceView> Interfaces { get; init; } = ImmutableSortedDictionary.Create<string, InterfaceView>(StringComparer.Ordinal);

    public ImmutableArray<DefaultRoute> Defaults { get; init; } = [];

    /// <summary>The same without an interface and all that is on it, as the kernel takes it away.</summary>
    public FakeNamespace Without(string name) => this with
    {
        Interfaces = Interfaces.Remove(name),
        Defaults = Defaults.RemoveAll(route => route.Link == name),
    };

    public override string ToString() => string.Join(
        "; ",
        [
            $"namespace {Path} {Identity} lo {(LoopbackIsUp ? "up" : "down")}",
            .. Interfaces.Values.Select(static view =>
                $"{view.Name} {(view.IsUp ? "up" : "down")} mtu {view.Mtu} [{string.Join(' ', view.Addresses)}] {{{string.Join(' ', view.Sysctls.Select(static pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))}}} [{string.Join(' ', view.Routes)}]"),
            .. Defaults.Select(static route => SetDefaultRoute.Text(route)).Order(StringComparer.Ordinal),
        ]);
}
