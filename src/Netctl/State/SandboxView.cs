using System.Collections.Immutable;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>A sandbox as the tool shows it, whether it comes from a controller or from the snapshot of a state that is open elsewhere.</summary>
/// <param name="Record">What is stored about it.</param>
/// <param name="Endpoints">Its endpoints in the order of their attachment.</param>
internal sealed record SandboxView(StoredSandbox Record, ImmutableArray<EndpointView> Endpoints)
{
    /// <summary>The sandboxes of an open controller, sorted by name.</summary>
    public static ImmutableArray<SandboxView> Of(NetworkController controller) =>
        [.. controller.Sandboxes.Select(static sandbox => new SandboxView(sandbox.Record, [.. sandbox.Endpoints.Select(EndpointView.Of)]))];

    /// <summary>The sandboxes of a stored state, sorted by name.</summary>
    /// <param name="content">What is stored.</param>
    /// <param name="endpoints">Its endpoints.</param>
    public static ImmutableArray<SandboxView> Of(StateContent content, ImmutableArray<EndpointView> endpoints) =>
    [
        .. content.Sandboxes.Values
            .OrderBy(static sandbox => sandbox.Name, StringComparer.Ordinal)
            .Select(sandbox => new SandboxView(
                sandbox,
                [.. endpoints.Where(endpoint => endpoint.Record.Sandbox == sandbox.Id).OrderBy(static endpoint => endpoint.Record.Created)])),
    ];

    /// <summary>Finds one sandbox; see <see cref="ObjectLookup"/>.</summary>
    public static SandboxView Find(ImmutableArray<SandboxView> sandboxes, string reference) =>
        ObjectLookup.Find("sandbox", sandboxes, reference, static sandbox => sandbox.Record.Id.Value, static sandbox => sandbox.Record.Name);
}
