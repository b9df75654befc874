using System.Collections.Immutable;
using System.Net;
using NetController.Ports;

namespace NetController.Formats;

/// <summary>Who has a port of the host, and who may come to have it.</summary>
/// <param name="Port">The port.</param>
/// <param name="Endpoints">Our endpoints, each with only what leads from this port.</param>
/// <param name="Processes">The processes that have it open, as far as this user may know.</param>
/// <param name="Ephemeral">The ports that the kernel gives to outgoing connections (<c>net.ipv4.ip_local_port_range</c>).</param>
/// <param name="IsReserved">Whether the kernel was told to keep the port from them (<c>net.ipv4.ip_local_reserved_ports</c>).</param>
internal sealed record PortAnswer(
    int Port, ImmutableArray<EndpointView> Endpoints, ImmutableArray<PortProcess> Processes, PortRange Ephemeral, bool IsReserved)
{
    private static readonly ImmutableArray<TransportProtocol> All = [TransportProtocol.Tcp, TransportProtocol.Udp, TransportProtocol.Sctp];

    /// <summary>Whether the kernel may give the port to an outgoing connection.</summary>
    public bool IsEphemeral => Ephemeral.Contains(Port) && !IsReserved;

    /// <summary>Looks at the records and at this host.</summary>
    public static PortAnswer Find(PortQuestion question, ImmutableArray<EndpointView> endpoints)
    {
        ImmutableArray<TransportProtocol> protocols = question.Protocol is { } only ? [only] : All;
        var processes = protocols.SelectMany(protocol => new[] { IPAddress.Any, IPAddress.IPv6Any }
            .Select(address => PortHolders.Find(protocol, address, question.Port))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(process => new PortProcess(protocol, process)));
        var ephemeral = EphemeralPorts.Read(Read(EphemeralPorts.RangePath), Read(EphemeralPorts.ReservedPath));
        return new PortAnswer(
            question.Port, Narrow(question, protocols, endpoints), [.. processes], ephemeral.Range, ephemeral.IsReserved(new PortRange(question.Port)));
    }

    /// <summary>The endpoints that a port leads to, each with that port alone.</summary>
    public static ImmutableArray<EndpointView> Narrow(
        PortQuestion question, ImmutableArray<TransportProtocol> protocols, ImmutableArray<EndpointView> endpoints) =>
    [
        .. endpoints
            .Select(endpoint => endpoint with
            {
                Record = endpoint.Record with
                {
                    Ports = endpoint.Record.Ports
                        .Where(port => protocols.Contains(port.Protocol) && port.HostPorts.Contains(question.Port))
                        .Select(port => port with
                        {
                            HostPorts = new PortRange(question.Port),
                            ContainerPorts = new PortRange(port.ContainerPorts.First + question.Port - port.HostPorts.First),
                        })
                        .ToEquatableArray(),
                },
            })
            .Where(static endpoint => endpoint.Record.Ports.Count > 0),
    ];

    private static string? Read(string setting)
    {
        var path = Path.Combine("/proc/sys", setting);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}

/// <summary>A process that has a port.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Process">The process, such as <c>process 812 (nginx)</c>.</param>
internal sealed record PortProcess(TransportProtocol Protocol, string Process);
