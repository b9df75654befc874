using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>A socket to be opened inside a namespace; see <see cref="NetworkNamespace.OpenSockets"/>.</summary>
/// <param name="Family">IPv4, IPv6, Packet (packet(7)) or Unix, whose abstract names belong to the namespace.</param>
/// <param name="Type">The type, as in socket(2).</param>
/// <param name="Protocol">The protocol, as in socket(2): of packet sockets the ethertype in network byte order.</param>
public readonly record struct NamespaceSocket(AddressFamily Family, SocketType Type, ProtocolType Protocol)
{
    /// <summary>The link of that namespace whose packets alone it sends and receives (<c>SO_BINDTODEVICE</c>, socket(7)), by name; null for any.</summary>
    public string? Link { get; init => field = value is null ? null : LinkName.Check(value, nameof(Link)); }

    /// <summary>The kernel's number of the family.</summary>
    /// <exception cref="ArgumentException">The family is none that can be opened.</exception>
    internal int KernelFamily => Family switch
    {
        AddressFamily.Unix => 1,
        AddressFamily.InterNetwork => IpFamily.IPv4,
        AddressFamily.InterNetworkV6 => IpFamily.IPv6,
        AddressFamily.Packet => 17,
        _ => throw new ArgumentException($"Sockets of the family {Family} cannot be opened in a namespace: IPv4, IPv6, Packet and Unix can.", nameof(Family)),
    };
}
