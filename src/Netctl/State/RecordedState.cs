using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>A stored state as it is shown: no driver is opened where the state is only read.</summary>
internal static class RecordedState
{
    /// <summary>What is stored.</summary>
    public static StateView Of(StateContent content)
    {
        var endpoints = RecordedEndpoints.Of(content);
        return new StateView(
            RecordedNetworks.Of(content),
            RecordedSandboxes.Of(content, endpoints),
            endpoints,
            [.. content.HostChanges.Values.OrderBy(static change => change.Path, StringComparer.Ordinal)]);
    }
}
