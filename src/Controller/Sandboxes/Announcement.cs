using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Sandboxes;

/// <summary>
/// Tells the neighbours of an interface which MAC address its IP addresses have: a gratuitous ARP request (RFC 5227, section 2.3) and an
/// unsolicited neighbour advertisement (RFC 4861, section 7.2.6), so that those who knew them with another one learn at once.
/// </summary>
internal static class Announcement
{
    private const int EthernetLength = 6;
    private const int MulticastInterface = 17;
    private const int MulticastHops = 18;
    private static readonly IPAddress AllNodes = AddressText.Parse("ff02::1");

    /// <summary>Sends one packet for each address.</summary>
    /// <param name="inside">The sandbox's namespace.</param>
    /// <param name="link">The interface there.</param>
    /// <param name="addresses">Its addresses.</param>
    public static void Send(NetworkNamespace inside, Link link, ImmutableArray<InterfaceAddress> addresses)
    {
        if (link.HardwareAddress.Length != EthernetLength || addresses.IsEmpty)
        {
            return;
        }

        var mac = new byte[EthernetLength];
        link.HardwareAddress.CopyTo(mac);

        ImmutableArray<IPAddress> ipv4 = [.. addresses.Where(static address => address.Family == IPFamily.IPv4).Select(static address => address.Address)];
        ImmutableArray<IPAddress> ipv6 = [.. addresses.Where(static address => address.Family == IPFamily.IPv6).Select(static address => address.Address)];
        var wanted = new List<NamespaceSocket>(2);
        if (!ipv4.IsEmpty)
        {
            wanted.Add(new NamespaceSocket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)IPAddress.HostToNetworkOrder((short)AnnouncementPackets.EtherTypeArp)) { Link = link.Name });
        }

        if (!ipv6.IsEmpty)
        {
            wanted.Add(new NamespaceSocket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Link = link.Name });
        }

        var sockets = inside.OpenSockets([.. wanted]);
        try
        {
            foreach (var socket in sockets)
            {
                if (socket.AddressFamily == AddressFamily.InterNetworkV6)
                {
                    SendAdvertisements(socket, link, mac, ipv6);
                }
                else
                {
                    SendRequests(socket, link, mac, ipv4);
                }
            }
        }
        finally
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }
        }
    }

    private static void SendRequests(Socket socket, Link link, byte[] mac, ImmutableArray<IPAddress> addresses)
    {
        var everybody = new LinkLayerEndPoint(link.Index.Value);
        foreach (var address in addresses)
        {
            socket.SendTo(AnnouncementPackets.ArpRequest(mac, address), everybody);
        }
    }

    private static void SendAdvertisements(Socket socket, Link link, byte[] mac, ImmutableArray<IPAddress> addresses)
    {
        socket.SetRawSocketOption((int)ProtocolType.IPv6, MulticastHops, BitConverter.GetBytes(255));
        socket.SetRawSocketOption((int)ProtocolType.IPv6, MulticastInterface, BitConverter.GetBytes(link.Index.Value));
        foreach (var address in addresses)
        {
            // The link-local address is not usable yet: whether it is a duplicate is still being found out.
            socket.Bind(new IPEndPoint(address, 0));
            socket.SendTo(AnnouncementPackets.NeighborAdvertisement(mac, address), new IPEndPoint(AllNodes, 0));
        }
    }
}
