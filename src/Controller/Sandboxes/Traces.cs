using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;

namespace NetController.Sandboxes;

/// <summary>
/// Acts that only make traffic find its way sooner: the announcement of new addresses, and the removal of what the kernel remembers of old
/// ones. Best effort: a failure is logged and fails nothing.
/// </summary>
internal sealed class Traces(IFlows? flows, ILogger logger) : IDisposable
{
    /// <summary>Lets the kernel forget what it knows of an endpoint's addresses and ports.</summary>
    public void Forget(Endpoint endpoint)
    {
        if (flows is null || endpoint.Handle?.Interface is null)
        {
            return;
        }

        ImmutableArray<IPAddress> addresses = [.. endpoint.Addresses.Items.Select(static address => address.Address)];
        Try($"forget the flows of endpoint '{endpoint.Name}'", () => flows.Delete(addresses, endpoint.Ports));
        if (endpoint.Network.LinkName is { } link)
        {
            Try($"forget the neighbours of endpoint '{endpoint.Name}'", () => flows.DeleteNeighbors(link, addresses));
        }
    }

    /// <summary>Tells an interface's neighbours of its addresses.</summary>
    public void Announce(IInterior interior, Sandbox sandbox, EndpointInterface inside) =>
        Try($"announce the addresses of sandbox '{sandbox.Name}'", () => interior.Announce(inside.Name, inside.Addresses.Items));

    public void Dispose() => flows?.Dispose();

    private void Try(string what, Action act)
    {
        try
        {
            act();
        }
        catch (Exception failure) when (failure is NetControllerException or IOException or System.Net.Sockets.SocketException)
        {
            ControllerLog.ActFailed(logger, what, failure.Message);
        }
    }
}
