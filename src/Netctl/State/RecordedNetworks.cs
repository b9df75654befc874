using System.Collections.Immutable;
using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The networks of a stored state: no driver is opened where the state is only read.</summary>
internal static class RecordedNetworks
{
    /// <summary>The networks, sorted by name.</summary>
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
