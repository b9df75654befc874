using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using NetController.Diagnostics;
using NetController.Drivers;
using NetController.State;

namespace NetController.Sandboxes;

/// <summary>
/// Acts that only make traffic find its way sooner: the announcement of new addresses, and the removal of what the kernel remembers of old
/// ones. Best effort: a failure is logged and fails nothing.
/// </summary>
/// <remarks>
/// Announcements are sent beside the operation: the kernel takes milliseconds to close a packet socket, and the bridge's port may not lead
/// anywhere yet when the link has just come up, so they are repeated as well.
/// <para>
/// Flows are looked for in the kernel's whole table, which takes milliseconds however few there are. Before an endpoint's traffic begins that is
/// done only where flows can be in its way; those of an endpoint that has gone are deleted beside the operation, of all that have gone meanwhile
/// at once, and whoever takes an address that still waits for it does it first.
/// </para>
/// </remarks>
internal sealed class Traces(INamespaces namespaces, IFlows? flows, TimeProvider time, ControllerDiagnostics diagnostics, ILogger logger) : IAsyncDisposable
{
    /// <summary>How often an address is announced, as Docker does by default.</summary>
    private const int Announcements = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Long enough for many that go at once to share a look, short enough for nobody to notice.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly GoneFlows _gone = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _running = [];

    // 1 while flows are being deleted beside the operations.
    private int _deletions;

    /// <summary>Lets the kernel forget what it knows of a new endpoint's addresses and UDP ports, so that the first packet is led by the rules as they are.</summary>
    public void Forget(Endpoint endpoint)
    {
        if (flows is null || endpoint.Handle?.Interface is null)
        {
            return;
        }

        ImmutableArray<IPAddress> addresses = [.. endpoint.Addresses.Items.Select(static address => address.Address)];
        if (endpoint.Ports.Items.Any(static ports => ports.Protocol == TransportProtocol.Udp) || _gone.IsWaiting(addresses))
        {
            _gone.Add(addresses, endpoint.Ports.Items);
            DeleteFlows(flows);
        }

        if (endpoint.Network.LinkName is { } link)
        {
            Try($"forget the neighbours of endpoint '{endpoint.Name}'", () => flows.DeleteNeighbors(link, addresses));
        }
    }

    /// <summary>Lets the kernel forget the flows of an endpoint that has gone, without waiting for it.</summary>
    public void ForgetBeside(Endpoint endpoint)
    {
        if (flows is null || endpoint.Handle?.Interface is null)
        {
            return;
        }

        _gone.Add([.. endpoint.Addresses.Items.Select(static address => address.Address)], endpoint.Ports.Items);
        // One that runs looks again before it ends: of many endpoints that go at once each would else keep a thread waiting for its turn.
        if (Interlocked.Exchange(ref _deletions, 1) == 0)
        {
            Begin(() => DeleteFlowsAsync(flows));
        }
    }

    /// <summary>Tells the neighbours of an attached endpoint's interface of its addresses, soon and some times over, as long as it stays attached.</summary>
    public void Announce(Sandbox sandbox, Endpoint endpoint)
    {
        if (endpoint.Handle is { Interface: { Announce: true } inside } handle)
        {
            Begin(() => AnnounceAsync(sandbox, endpoint, handle, inside, _stop.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _stop.Dispose();
        flows?.Dispose();
    }

    /// <summary>Does something beside the operation; a controller that closes waits for it.</summary>
    private void Begin(Func<Task> act)
    {
        lock (_lock)
        {
            _running.RemoveWhere(static task => task.IsCompleted);
            _running.Add(act());
        }
    }

    private async Task DeleteFlowsAsync(IFlows table)
    {
        do
        {
            // Not at once: the kernel holds a processor while it looks, which the operation is better off with.
            await Task.Delay(BetweenLooks, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            DeleteFlows(table);
            Volatile.Write(ref _deletions, 0);
        }
        while (_gone.IsAnyWaiting && Interlocked.Exchange(ref _deletions, 1) == 0);
    }

    private void DeleteFlows(IFlows table) => Try("forget flows", () => _gone.DeleteFrom(table));

    /// <summary>
    /// Ends early where the endpoint or the namespace is gone: another may have its addresses or the interface's name by then. Never throws.
    /// </summary>
    private async Task AnnounceAsync(Sandbox sandbox, Endpoint endpoint, IDriverEndpoint handle, EndpointInterface inside, CancellationToken stop)
    {
        await Task.Yield();
        for (var sent = 0; sent < Announcements && !stop.IsCancellationRequested; sent++)
        {
            if (endpoint.Handle != handle || endpoint.Record.State == RecordState.Deleting || !Try($"announce the addresses of sandbox '{sandbox.Name}'", () => Send(sandbox, inside)))
            {
                return;
            }

            await Task.Delay(Interval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Send(Sandbox sandbox, EndpointInterface inside)
    {
        using var interior = namespaces.Open(sandbox.Place);
        interior.Announce(inside.Name, inside.Addresses.Items);
    }

    private bool Try(string what, Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (ObjectNotFoundException)
        {
            // The sandbox has gone meanwhile: there is nobody to speak for.
            return false;
        }
        catch (Exception failure) when (failure is NetControllerException or IOException or System.Net.Sockets.SocketException)
        {
            diagnostics.CountRefusals(failure);
            ControllerLog.ActFailed(logger, what, failure.Message);
            return true;
        }
    }
}
