using System.Collections.Immutable;
using System.Globalization;
using NetController.Drivers;
using NetController.State;

namespace NetController.Formats;

/// <summary>Turns what the library gives into JSON.</summary>
internal static class JsonMapping
{
    /// <summary>A moment in UTC, ISO 8601.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static NetworkJson[] Networks(ImmutableArray<NetworkView> networks) => [.. networks.Select(Network)];

    public static NetworkJson Network(NetworkView network)
    {
        var record = network.Record;
        return new NetworkJson(
            record.Name,
            record.Id.ToString(),
            Time(record.Created),
            NetworkView.Scope,
            record.Driver,
            record.EnableIPv4,
            record.EnableIPv6,
            new IpamJson(record.IpamDriver, default(EquatableMap<string>), [.. record.Pools.Select(Pool)]),
            record.Internal,
            record.Attachable,
            Ingress: false,
            new ConfigFromJson(""),
            ConfigOnly: false,
            Containers(network.Endpoints),
            record.Options,
            record.Labels,
            new NetworkStateJson(record.State.ToString(), network.Link, record.Reason));
    }

    public static DriftJson[] Drift(ImmutableArray<Drift> drift, IReadOnlyDictionary<NetworkId, string> names) =>
    [
        .. drift.Select(item => new DriftJson(
            NameOf(item.Network, names), item.Endpoint?.ToString(), item.Resource, item.Expected, item.Actual, item.Fix)),
    ];

    /// <summary>The name of a network; its id where it has no name any more; null for none.</summary>
    public static string? NameOf(NetworkId? network, IReadOnlyDictionary<NetworkId, string> names) =>
        network is { } id ? names.GetValueOrDefault(id, id.ToString()) : null;

    public static DegradedJson[] Degraded(ImmutableArray<DegradedNetwork> networks) =>
        [.. networks.Select(static network => new DegradedJson(network.Name, network.Reason))];

    public static DegradedEndpointJson[] Degraded(ImmutableArray<DegradedEndpoint> endpoints) =>
        [.. endpoints.Select(static endpoint => new DegradedEndpointJson(endpoint.Id.ToString(), endpoint.Name, endpoint.Network, endpoint.Reason))];

    public static DegradedJson[] Degraded(ImmutableArray<FailedSandbox> sandboxes) =>
        [.. sandboxes.Select(static sandbox => new DegradedJson(sandbox.Name, sandbox.Reason))];

    public static HostChangeJson[] HostChanges(ImmutableArray<StoredHostChange> changes) =>
    [
        .. changes.Select(static change => new HostChangeJson(
            change.Path, change.OldValue, change.NewValue, change.Reason, change.BootId, Time(change.Changed))),
    ];

    public static LeftoverJson[] Leftovers(ImmutableArray<Leftover> leftovers) =>
        [.. leftovers.Select(static leftover => new LeftoverJson(leftover.Resource, leftover.Tag.ToString(), leftover.Fix))];

    private static PoolConfigJson Pool(NetworkPool pool) => new(
        pool.Subnet.ToString(),
        pool.Range?.ToString(),
        pool.Gateway?.Address.ToString(),
        pool.AuxiliaryAddresses.Count == 0
            ? null
            : new EquatableMap<string>(pool.AuxiliaryAddresses.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))));

    /// <summary>An endpoint that no sandbox holds stands under its own id, marked as Docker marks it.</summary>
    private static SortedDictionary<string, ContainerJson> Containers(ImmutableArray<StoredEndpoint> endpoints)
    {
        var containers = new SortedDictionary<string, ContainerJson>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            containers[endpoint.Sandbox?.ToString() ?? $"ep-{endpoint.Id}"] = new ContainerJson(
                endpoint.Name,
                endpoint.Id.ToString(),
                endpoint.MacAddress?.ToString() ?? "",
                Address(endpoint, IPFamily.IPv4),
                Address(endpoint, IPFamily.IPv6));
        }

        return containers;
    }

    private static string Address(StoredEndpoint endpoint, IPFamily family) => endpoint.Addresses.Items
        .Where(address => address.Family == family)
        .Select(static address => address.ToString())
        .FirstOrDefault("");
}
