using System.Collections.Immutable;
using NetController.State;

namespace NetController.Formats;

/// <summary>All that commands which only read need to know.</summary>
/// <param name="Networks">The networks, sorted by name.</param>
/// <param name="Sandboxes">The sandboxes, sorted by name.</param>
/// <param name="Endpoints">The endpoints, sorted by network and name.</param>
/// <param name="HostChanges">The settings of the host that were changed, sorted by path.</param>
internal sealed record StateView(
    ImmutableArray<NetworkView> Networks,
    ImmutableArray<SandboxView> Sandboxes,
    ImmutableArray<EndpointView> Endpoints,
    ImmutableArray<StoredHostChange> HostChanges)
{
    /// <summary>What an open controller holds.</summary>
    public static StateView Of(NetworkController controller) =>
        new(NetworkView.Of(controller), SandboxView.Of(controller), EndpointView.Of(controller), controller.HostChanges);
}
