using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.State;

/// <summary>Finds endpoints the way a controller does.</summary>
internal static class EndpointLookup
{
    /// <summary>Finds one endpoint; see <see cref="ObjectLookup"/>.</summary>
    public static EndpointView Find(ImmutableArray<EndpointView> endpoints, string reference) =>
        ObjectLookup.Find("endpoint", endpoints, reference, static endpoint => endpoint.Record.Id.Value, static endpoint => endpoint.Record.Name);
}
