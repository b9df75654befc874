using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>A socket to be opened inside a namespace and bound to an address there; see <see cref="NetworkNamespace.BindSockets"/>.</summary>
/// <remarks>One of IPv6 is bound to that alone (<c>IPV6_V6ONLY</c>, ipv6(7)), so that the same port of IPv4 can be another's.</remarks>
/// <param name="Address">The address, of IPv4 or IPv6; a link-local one with its scope.</param>
/// <param name="Port">The port, 0–65535; 0 for one that the kernel chooses.</param>
/// <param name="Type">The type, as in socket(2).</param>
/// <param name="Protocol">The protocol, as in socket(2).</param>
public readonly record struct SocketBinding(IPAddress Address, ushort Port, SocketType Type, ProtocolType Protocol)
{
    /// <summary>How many connections may wait to be accepted (listen(2)); null, the default, for a socket that does not listen.</summary>
    public int? Backlog { get; init; }

    /// <summary>
    /// Whether connections of an earlier holder of the port that are still winding up are not in the way (<c>SO_REUSEADDR</c>, socket(7)). Of UDP it would let others
    /// take part in the port.
    /// </summary>
    public bool ReusesAddress { get; init; }

    /// <summary>What keeps every packet away from the socket from the beginning; null, the default, for one that takes what comes.</summary>
    public DropFilter? Filter { get; init; }
}
