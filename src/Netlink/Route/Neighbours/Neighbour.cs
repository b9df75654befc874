using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A neighbour as the kernel described it at one moment: who has an IP address on a link, or for which address this host answers as a proxy.</summary>
public sealed record Neighbour
{
    /// <summary>The kernel's unit of times in these messages (<c>USER_HZ</c>).</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>NTF_EXT_MANAGED, linux/neighbour.h.</summary>
    private const uint Managed = 1;

    /// <summary>Describes a neighbour by hand, for example to compare with.</summary>
    public Neighbour()
    {
    }

    // RTM_NEWNEIGH ndmsg NDA_DST NDA_LLADDR NDA_PROBES NDA_CACHEINFO NDA_PROTOCOL NDA_FLAGS_EXT
    private Neighbour(MessageReader message)
    {
        var header = message.ReadHeader<ndmsg>();
        Link = new LinkIndex(header.ndm_ifindex);
        State = (NeighbourStates)header.ndm_state;
        Flags = (NeighbourFlags)header.ndm_flags;
        IPAddress? address = null;
        var attributes = message.ReadAttributes<ndmsg, NDA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NDA.DST: address = attributes.GetAddress(); break;
                case NDA.LLADDR: HardwareAddress = attributes.GetHardwareAddress(); break;
                case NDA.PROBES: Probes = attributes.GetUInt32(); break;
                case NDA.CACHEINFO: (Confirmed, Used, Updated, References) = ReadTimes(attributes.GetStructure<nda_cacheinfo>()); break;
                case NDA.PROTOCOL: Protocol = (RouteProtocol)attributes.GetByte(); break;
                case NDA.FLAGS_EXT: IsManaged = (attributes.GetUInt32() & Managed) != 0; break;
            }
        }

        Address = address is not null && IpFamily.Of(address) == header.ndm_family
            ? address
            : throw new NetlinkProtocolException($"a neighbour message of family {header.ndm_family} holds the address {address?.ToString() ?? "none"}");
    }

    /// <summary>The link it is on; <see cref="LinkIndex.None"/> for a proxy on every link.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>Its IP address.</summary>
    public IPAddress Address { get; init; } = IPAddress.None;

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>Its link-layer address, or null while that is unknown and for proxies.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>What is known of it.</summary>
    public NeighbourStates State { get; init; }

    /// <summary>Further properties.</summary>
    public NeighbourFlags Flags { get; init; }

    /// <summary>Whether this host answers for it.</summary>
    public bool IsProxy => (Flags & NeighbourFlags.Proxy) != 0;

    /// <summary>Whether the kernel keeps it resolved on behalf of a program. <c>managed</c>.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Who made the entry.</summary>
    public RouteProtocol Protocol { get; init; }

    /// <summary>The questions sent without an answer.</summary>
    public uint Probes { get; init; }

    /// <summary>How long ago it was confirmed; null for proxies. In steps of 10 ms, as the other times.</summary>
    public TimeSpan? Confirmed { get; init; }

    /// <summary>How long ago it was used; null for proxies.</summary>
    public TimeSpan? Used { get; init; }

    /// <summary>How long ago its state or link-layer address changed; null for proxies.</summary>
    public TimeSpan? Updated { get; init; }

    /// <summary>How many users inside the kernel hold the entry.</summary>
    public uint References { get; init; }

    /// <summary>Reads a neighbour message; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static Neighbour? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWNEIGH ? Read(message) : null;

    /// <summary>Reads the neighbour that a message is about, whatever it says about it; null for families other than IPv4 and IPv6.</summary>
    internal static Neighbour? Read(MessageReader message) =>
        IpFamily.ToAddressFamily(message.ReadHeader<ndmsg>().ndm_family) is null ? null : new Neighbour(message);

    private static (TimeSpan Confirmed, TimeSpan Used, TimeSpan Updated, uint References) ReadTimes(nda_cacheinfo times) =>
        (times.ndm_confirmed * Tick, times.ndm_used * Tick, times.ndm_updated * Tick, times.ndm_refcnt);
}
