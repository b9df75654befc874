using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.State;

/// <summary>Finds networks the way a controller does.</summary>
internal static class NetworkLookup
{
    /// <summary>Finds one network; see <see cref="ObjectLookup"/>.</summary>
    public static NetworkView Find(ImmutableArray<NetworkView> networks, string reference) =>
        ObjectLookup.Find("network", networks, reference, static network => network.Record.Id.Value, static network => network.Record.Name);
}
