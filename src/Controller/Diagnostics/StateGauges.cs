using System.Diagnostics.Metrics;
using NetController.State;

namespace NetController.Diagnostics;

/// <summary>What a controller holds, counted when somebody asks. Silent before it is shown one and after it is disposed of: a meter of a factory lives on.</summary>
internal sealed class StateGauges : IDisposable
{
    private volatile ControllerServices? _services;

    public StateGauges(Meter meter)
    {
        meter.CreateObservableGauge("netcontroller.networks", Networks, "{network}", "Networks by driver and state.");
        meter.CreateObservableGauge("netcontroller.endpoints", Endpoints, "{endpoint}", "Endpoints by the driver of their network and state.");
        meter.CreateObservableGauge("netcontroller.sandboxes", Sandboxes, "{sandbox}", "Sandboxes by state.");
        meter.CreateObservableGauge("netcontroller.leases", Leases, "{address}", "Addresses in use by IPAM driver and family, gateways included.");
        meter.CreateObservableGauge("netcontroller.ports", Ports, "{port}", "Ports of the host in use by protocol.");
    }

    public void Show(ControllerServices services) => _services = services;

    public void Dispose() => _services = null;

    private IEnumerable<Measurement<long>> Networks() => _services is not { } services
        ? []
        : Count(services.Registry.Networks.Values.Select(static network => network.Record), static record => (record.Driver, StateOf(record.State)));

    private IEnumerable<Measurement<long>> Endpoints() => _services is not { } services
        ? []
        : Count(
            services.Endpoints.Objects.Values,
            static endpoint => (endpoint.Network.Record.Driver, endpoint.Record is { Sandbox: null, State: RecordState.Active } ? "reserved" : StateOf(endpoint.Record.State)));

    private IEnumerable<Measurement<long>> Sandboxes() => _services is not { } services
        ? []
        : services.Sandboxes.Objects.Values.CountBy(static sandbox => sandbox.Record.State)
            .Select(static pair => new Measurement<long>(pair.Value, Tag("netcontroller.state", StateOf(pair.Key))));

    private IEnumerable<Measurement<long>> Leases() => _services is not { } services
        ? []
        : services.IpamDrivers.SelectMany(static driver => driver.Value.GetStatus().Pools
            .GroupBy(static pool => pool.Pool.Subnet.Family)
            .Select(family => new Measurement<long>(
                (long)family.Sum(static pool => (decimal)pool.AddressesInUse),
                Tag("netcontroller.ipam_driver", driver.Key),
                Tag("netcontroller.family", family.Key == IPFamily.IPv4 ? "ipv4" : "ipv6"))));

    private IEnumerable<Measurement<long>> Ports() => _services is not { } services
        ? []
        : services.Ports.CountByProtocol().Select(static pair => new Measurement<long>(pair.Value, Tag("netcontroller.protocol", pair.Key.ToText())));

    private static IEnumerable<Measurement<long>> Count<T>(IEnumerable<T> items, Func<T, (string Driver, string State)> by) => items.CountBy(by)
        .Select(static pair => new Measurement<long>(pair.Value, Tag("netcontroller.driver", pair.Key.Driver), Tag("netcontroller.state", pair.Key.State)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => KeyValuePair.Create<string, object?>(name, value);

    private static string StateOf(RecordState state) => state switch
    {
        RecordState.Creating => "creating",
        RecordState.Active => "active",
        RecordState.Deleting => "deleting",
        _ => "degraded",
    };
}
