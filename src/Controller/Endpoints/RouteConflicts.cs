using System.Collections.Immutable;
using NetController.State;

namespace NetController;

/// <summary>Of two ways to one destination the kernel keeps one only, or uses one only: endpoints of a sandbox that ask for them exclude each other.</summary>
internal static class RouteConflicts
{
    /// <summary>Refuses endpoints whose routes lead where a route or a subnet of another endpoint of the sandbox leads, or the other way round.</summary>
    /// <exception cref="ResourceConflictException">There would be two ways.</exception>
    public static void ThrowIfAny(Sandbox sandbox, ImmutableArray<Endpoint> joining)
    {
        ImmutableArray<Endpoint> all = [.. sandbox.Endpoints.Where(static endpoint => endpoint.Record.State != RecordState.Deleting), .. joining];
        foreach (var endpoint in all)
        {
            foreach (var route in endpoint.Record.Spec.Routes)
            {
                if (all.FirstOrDefault(other => other != endpoint && (joining.Contains(endpoint) || joining.Contains(other)) && LeadsTo(other, route.Destination)) is { } other)
                {
                    throw new ResourceConflictException(
                        $"sandbox '{sandbox.Name}' would have two ways to {route.Destination}: a route over network '{endpoint.Network.Name}', and another over network '{other.Network.Name}'",
                        "ask for the route on one endpoint only");
                }
            }
        }
    }

    private static bool LeadsTo(Endpoint endpoint, IPPrefix destination) =>
        endpoint.Record.Spec.Routes.Items.Any(route => route.Destination == destination) || endpoint.Addresses.Items.Any(address => address.Prefix == destination);
}
