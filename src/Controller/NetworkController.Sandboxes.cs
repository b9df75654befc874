using System.Collections.Immutable;
using NetController.Diagnostics;
using NetController.Sandboxes;

namespace NetController;

/// <content>Sandboxes, and their endpoints on networks.</content>
public sealed partial class NetworkController
{
    /// <summary>The sandboxes, sorted by name.</summary>
    public ImmutableArray<Sandbox> Sandboxes =>
        [.. _services.Sandboxes.Objects.Values.OrderBy(static sandbox => sandbox.Name, StringComparer.Ordinal)];

    /// <summary>The endpoints, those that are only reserved included, sorted by network and name.</summary>
    public ImmutableArray<Endpoint> Endpoints =>
    [
        .. _services.Endpoints.Objects.Values
            .OrderBy(static endpoint => endpoint.Network.Name, StringComparer.Ordinal).ThenBy(static endpoint => endpoint.Name, StringComparer.Ordinal),
    ];

    /// <summary>Finds a sandbox by whole id, name, or the unique beginning of an id, in this order.</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidRequestException">The text begins several ids.</exception>
    public Sandbox GetSandbox(string reference) =>
        _services.Sandboxes.Find("sandbox", reference, static sandbox => sandbox.Id.Value, static sandbox => sandbox.Name);

    /// <summary>Finds an endpoint by whole id, name, or the unique beginning of an id, in this order.</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidRequestException">Several endpoints have that name, on different networks, or the text begins several ids.</exception>
    public Endpoint GetEndpoint(string reference) =>
        _services.Endpoints.Find("endpoint", reference, static endpoint => endpoint.Id.Value, static endpoint => endpoint.Name);

    /// <summary>
    /// Creates a sandbox: makes a network namespace for it (<c>ip netns add</c>), or takes the one given, and switches its loopback on. A
    /// failure leaves nothing behind.
    /// </summary>
    /// <exception cref="InvalidRequestException">The spec is malformed, or its path is not a network namespace.</exception>
    /// <exception cref="ResourceConflictException">A sandbox of that name, or of that namespace, exists.</exception>
    /// <exception cref="NetControllerException">The kernel or the store refused.</exception>
    public ValueTask<Sandbox> CreateSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _operations.RunAsync("sandbox.create", new OperationSubject(Sandbox: spec.Name), (_services, spec, cancellationToken), static call =>
            new SandboxCreation(call._services).CreateAsync(call.spec, call.cancellationToken));
    }

    /// <summary>
    /// Deletes a sandbox: takes it off all its networks and removes its namespace, where that was made for it. Endpoints that were created on
    /// their own stay reserved. A namespace that is gone is no obstacle; a deletion that fails halfway can be run again.
    /// </summary>
    /// <exception cref="ObjectNotFoundException">It has been removed meanwhile.</exception>
    /// <exception cref="OperationFailedException">Steps failed; it lists all of them.</exception>
    public ValueTask DeleteSandboxAsync(Sandbox sandbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        return _operations.RunAsync("sandbox.delete", new OperationSubject(Sandbox: sandbox.Name), (_services, sandbox, cancellationToken), static call =>
            new SandboxDeletion(call._services).DeleteAsync(call.sandbox, call.cancellationToken));
    }

    /// <summary>Renames a sandbox, and with it those of its endpoints that have its name (<c>docker rename</c>).</summary>
    /// <exception cref="InvalidRequestException">The name is malformed.</exception>
    /// <exception cref="ObjectNotFoundException">The sandbox has been removed meanwhile.</exception>
    /// <exception cref="ResourceConflictException">Another sandbox, or another endpoint of one of its networks, has the name.</exception>
    /// <exception cref="NetControllerException">The store refused.</exception>
    public ValueTask RenameSandboxAsync(Sandbox sandbox, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        ArgumentNullException.ThrowIfNull(name);
        return _operations.RunAsync("sandbox.rename", new OperationSubject(Sandbox: sandbox.Name), (_services, sandbox, name, cancellationToken), static call =>
            new SandboxRenaming(call._services).RenameAsync(call.sandbox, call.name, call.cancellationToken));
    }

    /// <summary>
    /// Creates an endpoint on its own: its name, addresses and ports are reserved, and stay so while it joins and leaves sandboxes, until it is
    /// deleted. The kernel is touched only to hold its ports.
    /// </summary>
    /// <exception cref="InvalidRequestException">The spec is malformed or does not suit the network; it must name the endpoint.</exception>
    /// <exception cref="AddressInUseException">An address asked for is held.</exception>
    /// <exception cref="PortInUseException">A port asked for is held.</exception>
    /// <exception cref="ResourceConflictException">The name or the MAC address is in use on the network.</exception>
    /// <exception cref="ResourceExhaustedException">No address or port is free.</exception>
    /// <exception cref="OperationForbiddenException">The network is predefined.</exception>
    public ValueTask<Endpoint> CreateEndpointAsync(Network network, EndpointSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(spec);
        return _operations.RunAsync(
            "endpoint.create", new OperationSubject(network.Name, Endpoint: spec.Name), (_services, network, spec, cancellationToken), static call =>
                new EndpointReservation(call._services).CreateAsync(call.network, call.spec, call.cancellationToken));
    }

    /// <summary>Attaches a reserved endpoint to a sandbox; a failure leaves it reserved.</summary>
    /// <exception cref="InvalidRequestException">The sandbox cannot be on the endpoint's network: the networks cannot be combined, or it is the host's own stack.</exception>
    /// <exception cref="ResourceConflictException">It is attached already, or the sandbox is on the network or has an interface of that name already.</exception>
    /// <exception cref="ObjectNotFoundException">The endpoint, the sandbox or its namespace is gone.</exception>
    /// <exception cref="NetControllerException">The kernel, the firewall or the store refused.</exception>
    public ValueTask JoinAsync(Endpoint endpoint, Sandbox sandbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(sandbox);
        return _operations.RunAsync("endpoint.join", Subject(endpoint, sandbox), (_services, endpoint, sandbox, cancellationToken), static call =>
            new Connection(call._services).JoinAsync(call.endpoint, call.sandbox, call.cancellationToken));
    }

    /// <summary>
    /// Takes an endpoint out of its sandbox. One that was created on its own is reserved again; any other is gone. One that is in no sandbox is
    /// done; a detachment that fails halfway can be run again.
    /// </summary>
    /// <exception cref="OperationFailedException">Steps failed; it lists all of them.</exception>
    public ValueTask LeaveAsync(Endpoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return _operations.RunAsync("endpoint.leave", Subject(endpoint, endpoint.Sandbox), (_services, endpoint, cancellationToken), static call =>
            new Connection(call._services).LeaveAsync(call.endpoint, call.cancellationToken));
    }

    /// <summary>Deletes an endpoint that is only reserved; its name, addresses and ports are free again.</summary>
    /// <exception cref="ResourceConflictException">It is attached to a sandbox.</exception>
    /// <exception cref="ObjectNotFoundException">It has been removed meanwhile.</exception>
    public ValueTask DeleteEndpointAsync(Endpoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return _operations.RunAsync("endpoint.delete", Subject(endpoint), (_services, endpoint, cancellationToken), static call =>
            new EndpointDeletion(call._services).DeleteAsync(call.endpoint, call.cancellationToken));
    }

    /// <summary>
    /// Connects a sandbox to a network (<c>docker network connect</c>): reserves addresses and ports, makes the link, sets up the inside and
    /// opens the firewall in one transaction. When the call returns traffic flows; a failure leaves nothing behind.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="spec">The endpoint; null for one with everything chosen.</param>
    /// <param name="cancellationToken">Observed between steps.</param>
    /// <exception cref="InvalidRequestException">The spec is malformed, does not suit the network, or the networks cannot be combined.</exception>
    /// <exception cref="AddressInUseException">An address asked for is held.</exception>
    /// <exception cref="PortInUseException">A port asked for is held.</exception>
    /// <exception cref="ResourceConflictException">The sandbox is on the network already, or a name or MAC address is in use.</exception>
    /// <exception cref="ResourceExhaustedException">No address or port is free.</exception>
    /// <exception cref="ObjectNotFoundException">The network, the sandbox or its namespace is gone.</exception>
    /// <exception cref="NetControllerException">The kernel, the firewall or the store refused.</exception>
    public async ValueTask<Endpoint> ConnectAsync(Network network, Sandbox sandbox, EndpointSpec? spec = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(sandbox);
        return (await ConnectAllAsync("endpoint.connect", new OperationSubject(network.Name, sandbox.Name, spec?.Name), [new ConnectRequest(network, sandbox, spec)], cancellationToken)
            .ConfigureAwait(false))[0];
    }

    /// <summary>Connects sandboxes to networks, all or none, with one firewall transaction for all of them.</summary>
    /// <returns>The endpoints in the order of the requests.</returns>
    /// <inheritdoc cref="ConnectAsync" path="/exception"/>
    public ValueTask<ImmutableArray<Endpoint>> ConnectAllAsync(IReadOnlyList<ConnectRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return requests.Count == 0 ? ValueTask.FromResult<ImmutableArray<Endpoint>>([]) : ConnectAllAsync("endpoint.connect_all", default, [.. requests], cancellationToken);
    }

    /// <summary>Takes a sandbox off a network (<c>docker network disconnect</c>). A namespace, link or rule that is gone is no obstacle.</summary>
    /// <exception cref="ObjectNotFoundException">The sandbox is not connected to the network.</exception>
    /// <exception cref="OperationFailedException">Steps failed; it lists all of them.</exception>
    public ValueTask DisconnectAsync(Network network, Sandbox sandbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(sandbox);
        return _operations.RunAsync(
            "endpoint.disconnect", new OperationSubject(network.Name, sandbox.Name), (_services, network, sandbox, cancellationToken), static call =>
                new Connection(call._services).DisconnectAsync(call.network, call.sandbox, call.cancellationToken));
    }

    private ValueTask<ImmutableArray<Endpoint>> ConnectAllAsync(
        string operation, OperationSubject subject, ImmutableArray<ConnectRequest> requests, CancellationToken cancellationToken) =>
        _operations.RunAsync(operation, subject, (_services, requests, cancellationToken), static call =>
            new Connection(call._services).ConnectAsync(call.requests, call.cancellationToken));

    private static OperationSubject Subject(Endpoint endpoint, Sandbox? sandbox = null) => new(endpoint.Network.Name, sandbox?.Name, endpoint.Name);
}
