using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The host link of a network, told from its record alone: no driver is opened where the state is only read.</summary>
internal static class RecordedLink
{
    private const string BridgeDriver = "bridge";
    private const string LinkNameKey = "com.docker.network.bridge.name";

    /// <summary>The link; null where the network's driver has none or is not a built-in one.</summary>
    public static string? Of(StoredNetwork record) =>
        record.Driver != BridgeDriver ? null
        : record.Options.TryGetValue(LinkNameKey, out var name) ? name
        : $"nc-{record.Id.Short}";
}
