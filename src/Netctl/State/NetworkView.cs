using System.Collections.Immutable;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>A network as the tool shows it, whether it comes from a controller or from the snapshot of a state that is open elsewhere.</summary>
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

    /// <summary>The networks of a stored state, sorted by name.</summary>
    public static ImmutableArray<NetworkView> Of(StateContent content)
    {
        var endpoints = content.Endpoints.Values.ToLookup(static endpoint => endpoint.Network);
        return
        [
            .. content.Networks.Values
                .OrderBy(static network => network.Name, StringComparer.Ordinal)
                .Select(network => new NetworkView(
                    network, RecordedLink.Of(network), [.. endpoints[network.Id].OrderBy(static endpoint => endpoint.Id.Value)])),
        ];
    }
}
