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
    public static ImmutableArray<NetworkView> Of(NetworkController controller)
    {
        // Looked through once for all of them, so that a list costs what it shows.
        var endpoints = controller.Endpoints.Select(static endpoint => endpoint.Record).ToLookup(static endpoint => endpoint.Network);
        return
        [
            .. controller.Networks.Select(network => new NetworkView(
                network.Record, network.LinkName, [.. endpoints[network.Id].OrderBy(static endpoint => endpoint.Id.Value)])),
        ];
    }

    /// <summary>One network of an open controller.</summary>
    public static NetworkView Of(NetworkController controller, Network network) =>
        new(network.Record, network.LinkName, controller.GetEndpoints(network));
}
