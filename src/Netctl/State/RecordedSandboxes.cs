using System.Collections.Immutable;
using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The sandboxes of a stored state.</summary>
internal static class RecordedSandboxes
{
    /// <summary>The sandboxes, sorted by name.</summary>
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
}
