using System.Collections.Immutable;
using NetController.Host;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The host network of a <see cref="FakeMachine"/>.</summary>
internal sealed class FakeHost : IHost
{
    private readonly FakeMachine _machine;

    public FakeHost(FakeMachine machine)
    {
        _machine = machine;
        machine.Opened();
    }

    public string BootId => _machine.BootId;

    public DateTimeOffset BootTime => _machine.BootTime;

    public string? Read(string path) => _machine.Sysctls.GetValueOrDefault(path);

    public void Write(string path, string value) => _machine.Effect($"sysctl -w {path}={value}", () => _machine.SetSysctl(path, value));

    public ImmutableArray<OccupiedPrefix> Occupied(IPFamily family, IReadOnlySet<IPPrefix> known, string? exceptLink) =>
    [
        .. _machine.Occupied.Where(occupied => occupied.Prefix.Family == family),
        .. from link in _machine.Links.Values
           where link.Name != exceptLink
           from address in link.Addresses.Items
           where address.Family == family && !known.Contains(address.Prefix)
           select new OccupiedPrefix(address.Prefix, OccupantKind.HostAddress, $"address {address} of link {link.Name}"),
    ];

    public void Dispose() => _machine.Closed();
}
