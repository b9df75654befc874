using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The host links of networks and endpoints, told from their records alone: no driver is opened where the state is only read.</summary>
internal static class RecordedLink
{
    /// <summary>The driver whose links are known here.</summary>
    public const string BridgeDriver = "bridge";

    private const int DigitsOfEndpoint = 11;
    private const string LinkNameKey = "com.docker.network.bridge.name";

    /// <summary>The link; null where the network's driver has none or is not a built-in one.</summary>
    public static string? Of(StoredNetwork record) =>
        record.Driver != BridgeDriver ? null
        : record.Options.TryGetValue(LinkNameKey, out var name) ? name
        : $"nc-{record.Id.Short}";

    /// <summary>The link of an endpoint; null where it has none, or its driver is not a built-in one.</summary>
    public static string? Of(StoredEndpoint endpoint, StoredNetwork network) =>
        network.Driver == BridgeDriver && endpoint.Sandbox is not null ? $"ncv{endpoint.Id.ToString()[..DigitsOfEndpoint]}" : null;
}
