using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace NetController.Ports;

/// <summary>
/// Gives endpoints their ports of the host: numbers from the book, each held by a socket that is really bound, so that no other program
/// gets it, and served by the forwarder where the kernel's translation cannot.
/// </summary>
internal sealed class PortReserver(ControllerServices services) : IDisposable
{
    /// <summary>How often another program may be in the way of a port that is chosen freely.</summary>
    private const int MaxRefusals = 64;

    private readonly Lock _lock = new();
    private readonly PortBook _book = new();
    private readonly ForwardedCallers _callers = new(services.Registry, index => services.PortSockets.FindLinkName(index));
    private readonly Dictionary<EndpointId, List<IDisposable>> _held = [];
    private int _next;

    /// <summary>Takes ports for a new endpoint; a failure gives everything back.</summary>
    public EquatableArray<PublishedPorts> Reserve(EndpointId endpoint, EquatableArray<PortMapping> mappings, PortTargets targets, UndoLog undo)
    {
        if (mappings.Count == 0)
        {
            return [];
        }

        undo.Step($"hold ports {string.Join(", ", mappings.Items)}");
        undo.Push($"give up the ports of endpoint {endpoint.Short}", (self: this, endpoint), static state =>
        {
            state.self.Release(state.endpoint);
            return ValueTask.CompletedTask;
        });
        lock (_lock)
        {
            if (mappings.Count == 1)
            {
                return new EquatableArray<PublishedPorts>(Take(endpoint, mappings[0], targets));
            }

            var given = new ImmutableArray<PublishedPorts>[mappings.Count];
            // The exact ones first, so that none that is chosen freely takes theirs.
            foreach (var index in Enumerable.Range(0, mappings.Count).OrderBy(index => PortSearch.IsExact(mappings[index]) ? 0 : 1))
            {
                given[index] = Take(endpoint, mappings[index], targets);
            }

            return given.SelectMany(static ports => ports).ToEquatableArray();
        }
    }

    /// <summary>Takes again what a stored endpoint was given.</summary>
    /// <exception cref="NetControllerException">Another has it meanwhile; nothing is held then.</exception>
    public void Restore(EndpointId endpoint, EquatableArray<PublishedPorts> ports, PortTargets targets)
    {
        lock (_lock)
        {
            if (_held.ContainsKey(endpoint))
            {
                return;
            }

            try
            {
                foreach (var published in ports.Where(published => !IsRouted(published, targets)))
                {
                    if (TryTake(endpoint, published.Protocol, [published.HostAddress], published.HostPorts, published.ContainerPorts, targets) is { } refusal)
                    {
                        throw refusal.ToException();
                    }
                }
            }
            catch
            {
                ReleaseHeld(endpoint);
                throw;
            }
        }
    }

    /// <summary>Tells the forwarder where to lead: the endpoint has its addresses.</summary>
    public void Forward(EndpointId endpoint, EquatableArray<PublishedPorts> ports, EquatableArray<InterfaceAddress> addresses)
    {
        lock (_lock)
        {
            foreach (var held in (_held.GetValueOrDefault(endpoint) ?? []).OfType<ForwardedPorts>())
            {
                held.Start(addresses);
            }
        }
    }

    /// <summary>Gives up all ports of an endpoint; none is done.</summary>
    public void Release(EndpointId endpoint)
    {
        lock (_lock)
        {
            ReleaseHeld(endpoint);
        }
    }

    /// <summary>How many ports of each protocol are given out.</summary>
    public IReadOnlyDictionary<TransportProtocol, int> CountByProtocol()
    {
        lock (_lock)
        {
            return _book.CountByProtocol();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var held in _held.Values.SelectMany(static held => held))
            {
                held.Dispose();
            }

            _held.Clear();
        }

        services.PortSockets.Dispose();
    }

    private static bool IsRouted(PublishedPorts ports, PortTargets targets) => targets.Routed.Contains(ports.Family) && targets.Has(ports.Family);

    private ImmutableArray<PublishedPorts> Take(EndpointId endpoint, PortMapping mapping, PortTargets targets)
    {
        var routed = targets.RoutedFamiliesOf(mapping).Select(family => new PublishedPorts(
            mapping.Protocol, family == IPFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any, mapping.ContainerPorts, mapping.ContainerPorts));
        var addresses = targets.AddressesOf(mapping);
        return addresses.IsEmpty ? [.. routed] : [.. routed, .. TakeOn(addresses, endpoint, mapping, targets)];
    }

    private IEnumerable<PublishedPorts> TakeOn(ImmutableArray<IPAddress> addresses, EndpointId endpoint, PortMapping mapping, PortTargets targets)
    {
        Refusal? refusal = null;
        var refusals = 0;
        foreach (var candidate in PortSearch.Candidates(mapping, ReadEphemeral, _next))
        {
            refusal = TryTake(endpoint, mapping.Protocol, addresses, candidate, mapping.ContainerPorts, targets);
            if (refusal is null)
            {
                _next = mapping.HostPorts is null ? candidate.Last + 1 : _next;
                return addresses.Select(address => new PublishedPorts(mapping.Protocol, address, candidate, mapping.ContainerPorts));
            }

            if (!refusal.IsInUse || (refusal.IsForeign && mapping.HostPorts is null && ++refusals == MaxRefusals))
            {
                break;
            }
        }

        if (refusal is not null && (PortSearch.IsExact(mapping) || !refusal.IsInUse))
        {
            throw refusal.ToException();
        }

        throw new ResourceExhaustedException(
            $"no free host port is left for {mapping} in {mapping.HostPorts ?? ReadEphemeral().Range}", "free one, or name another range");
    }

    /// <summary>Takes the same ports on every address, or none; gives what is in the way.</summary>
    private Refusal? TryTake(
        EndpointId endpoint, TransportProtocol protocol, ImmutableArray<IPAddress> addresses, PortRange ports, PortRange containerPorts, PortTargets targets)
    {
        foreach (var address in addresses)
        {
            if (_book.FindConflict(protocol, address, ports) is { } conflict)
            {
                return new Refusal(
                    IsInUse: true, IsForeign: false, () => new PortInUseException(address, conflict.Port, protocol, services.Describe(conflict.Endpoint)));
            }
        }

        ImmutableArray<PortPlace> places = [.. addresses.Select(address => new PortPlace(address, targets.IsForwarded(address)))];
        ImmutableArray<HeldPorts> bound;
        try
        {
            bound = services.PortSockets.Bind(protocol, places, ports);
        }
        catch (PortRefusedException refused)
        {
            return new Refusal(refused.Reason == SocketError.AddressAlreadyInUse, IsForeign: true, () => Translate(refused, protocol, refused.Address));
        }

        if (!_held.TryGetValue(endpoint, out var all))
        {
            _held[endpoint] = all = [];
        }

        foreach (var (place, held) in places.Zip(bound))
        {
            _book.Claim(endpoint, protocol, place.Address, ports);
            all.Add(place.Serve ? new ForwardedPorts(held, containerPorts, _callers, services.PortSockets, services.Logger) : held);
        }

        return null;
    }

    private void ReleaseHeld(EndpointId endpoint)
    {
        _book.Release(endpoint);
        if (_held.Remove(endpoint, out var held))
        {
            held.ForEach(static ports => ports.Dispose());
        }
    }

    private NetControllerException Translate(PortRefusedException refused, TransportProtocol protocol, IPAddress address) => refused.Reason switch
    {
        SocketError.AddressAlreadyInUse => new PortInUseException(address, refused.Port, protocol, Holder(protocol, address, refused.Port), refused.InnerException),
        SocketError.AddressNotAvailable => new InvalidRequestException(
            $"port {refused.Port}/{protocol.ToText()}", [$"{address} is no address of this host"], "name one of its addresses, or none for all of them", refused.InnerException),
        SocketError.AccessDenied => new OperationForbiddenException(
            $"host port {refused.Port}/{protocol.ToText()} may not be bound: {refused.Message}", "run as root, or lower net.ipv4.ip_unprivileged_port_start", refused.InnerException),
        SocketError.ProtocolNotSupported or SocketError.SocketNotSupported or SocketError.AddressFamilyNotSupported => new ResourceUnavailableException(
            $"this kernel has no {protocol.ToText()} over {address.Family()}", "load its module, or publish the port otherwise", refused.InnerException),
        _ => new OperationFailedException($"hold host port {address} {refused.Port}/{protocol.ToText()}", refused.InnerException!),
    };

    private EphemeralPorts ReadEphemeral() => EphemeralPorts.Read(services.Host.Read(EphemeralPorts.RangePath), services.Host.Read(EphemeralPorts.ReservedPath));

    private string Holder(TransportProtocol protocol, IPAddress address, int port)
    {
        if (services.PortSockets.FindHolder(protocol, address, port) is { } holder)
        {
            return holder;
        }

        var ephemeral = ReadEphemeral().Range;
        return ephemeral.Contains(port)
            ? $"another program (it is one of the ports {ephemeral} that the kernel gives to outgoing connections)"
            : "another program";
    }

    /// <summary>Why ports could not be taken. Put into words only where it is told: whoever has a port is found by looking at every process.</summary>
    /// <param name="IsInUse">Whether another port may do.</param>
    /// <param name="IsForeign">Whether the kernel refused them, not the book.</param>
    /// <param name="ToException">Puts it into words.</param>
    private sealed record Refusal(bool IsInUse, bool IsForeign, Func<NetControllerException> ToException);
}
