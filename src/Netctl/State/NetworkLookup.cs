using System.Collections.Immutable;

namespace NetController.Netctl.State;

/// <summary>Finds networks the way a controller does: by whole id, by name, by the unique beginning of an id, in this order.</summary>
internal static class NetworkLookup
{
    /// <summary>Finds one network.</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidRequestException">The text begins several ids.</exception>
    public static NetworkView Find(ImmutableArray<NetworkView> networks, string reference)
    {
        if (NetworkId.TryParse(reference, out var id) && networks.FirstOrDefault(network => network.Record.Id == id) is { } byId)
        {
            return byId;
        }

        if (networks.FirstOrDefault(network => string.Equals(network.Record.Name, reference, StringComparison.Ordinal)) is { } byName)
        {
            return byName;
        }

        return networks.Where(network => network.Record.Id.Value.StartsWith(reference)).Take(2).ToArray() switch
        {
            [var only] => only,
            [] => throw new ObjectNotFoundException("network", reference, "list the networks with `netctl network ls`"),
            _ => throw new InvalidRequestException(
                $"network reference '{reference}'", "it is the beginning of several ids", "give more digits of the id, or the name"),
        };
    }
}
