using System.Collections.Immutable;
using NetController.State;

namespace NetController.Formats;

/// <summary>A sandbox as it is shown, whether it comes from a controller or from the snapshot of a state that is open elsewhere.</summary>
/// <param name="Record">What is stored about it.</param>
/// <param name="Endpoints">Its endpoints in the order of their attachment.</param>
internal sealed record SandboxView(StoredSandbox Record, ImmutableArray<EndpointView> Endpoints)
{
    /// <summary>The sandboxes of an open controller, sorted by name.</summary>
    public static ImmutableArray<SandboxView> Of(NetworkController controller) =>
        [.. controller.Sandboxes.Select(Of)];

    /// <summary>One sandbox of an open controller.</summary>
    public static SandboxView Of(Sandbox sandbox) => new(sandbox.Record, [.. sandbox.Endpoints.Select(EndpointView.Of)]);
}
