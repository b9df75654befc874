using System.Collections.Immutable;
using NetController.State;

namespace NetController.Formats;

/// <summary>A network as it is shown, whether it comes from a controller or from the snapshot of a state that is open elsewhere.</summary>
/// <param name="Record">What is stored about it.</param>
/// <param name="Link">Its host link; null where it has none.</param>
/// <param name="Endpoints">The endpoints on it.</param>
internal sealed record NetworkView(StoredNetwork Record, string? Link, ImmutableArray<StoredEndpoint> Endpoints)
{
    /// <summary>Whether a user made it, rather than the controller itself.</summary>
    public bool IsCustom => !PredefinedNetworks.Contains(Record.Name);

    /// <summary>The scope of every network here, as Docker names it.</summary>
    public const string Scope = "local";

    /// <summary>The networks of an open controller, sorted by name.</summary>
    public static ImmutableArray<NetworkView> Of(NetworkController controller) =>
        [.. controller.Networks.Select(network => Of(controller, network))];

    /// <summary>One network of an open controller.</summary>
    public static NetworkView Of(NetworkController controller, Network network) =>
        new(network.Record, network.LinkName, controller.GetEndpoints(network));
}
