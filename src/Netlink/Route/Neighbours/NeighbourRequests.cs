using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes requests about neighbours: <c>ndmsg NDA_DST NDA_LLADDR NDA_PROTOCOL NDA_FLAGS_EXT</c>.</summary>
internal static class NeighbourRequests
{
    /// <summary>NTF_EXT_MANAGED, linux/neighbour.h.</summary>
    private const uint Managed = 1;

    private const NeighbourStates Usable =
        NeighbourStates.Permanent | NeighbourStates.NoArp | NeighbourStates.Reachable | NeighbourStates.Probe | NeighbourStates.Stale | NeighbourStates.Delay;

    internal static void Check(NeighbourSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.HardwareAddress is null && !spec.Use && !spec.IsManaged && (spec.State & Usable & ~NeighbourStates.NoArp) != 0)
        {
            throw new ArgumentException($"The neighbour {spec.Address} cannot be {spec.State} without a hardware address.", nameof(spec));
        }
    }

    internal static void Check(LinkIndex link, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
    }

    internal static void Add(MessageBuilder request, NeighbourSpec spec)
    {
        // The kernel resolves what it is told to use or manage by itself: a permanent entry would have nothing to resolve.
        var resolves = spec.HardwareAddress is null && (spec.Use || spec.IsManaged);
        WriteHeader(request, spec.Link, spec.Address, resolves ? NeighbourStates.None : spec.State, spec.Flags);
        if (spec.HardwareAddress is { } mac)
        {
            request.WriteHardwareAddress(NDA.LLADDR, mac);
        }

        if (spec.Protocol is not RouteProtocol.Unspecified)
        {
            request.WriteByte(NDA.PROTOCOL, (byte)spec.Protocol);
        }

        if (spec.IsManaged)
        {
            request.WriteUInt32(NDA.FLAGS_EXT, Managed);
        }
    }

    internal static void Name(MessageBuilder request, LinkIndex link, IPAddress address, bool proxy) =>
        WriteHeader(request, link, address, NeighbourStates.None, proxy ? NeighbourFlags.Proxy : NeighbourFlags.None);

    internal static void List(MessageBuilder request, NeighbourFilter? filter)
    {
        FilterLink.Check(filter?.Link);
        FilterLink.Check(filter?.Master);
        request.WriteHeader(new ndmsg
        {
            ndm_family = IpFamily.Of(filter?.Family),
            ndm_flags = (byte)(filter?.Proxies is true ? NeighbourFlags.Proxy : NeighbourFlags.None),
        });
        if (filter?.Link is { } link)
        {
            request.WriteInt32(NDA.IFINDEX, link.Value);
        }

        if (filter?.Master is { } master)
        {
            request.WriteInt32(NDA.MASTER, master.Value);
        }
    }

    private static void WriteHeader(MessageBuilder request, LinkIndex link, IPAddress address, NeighbourStates state, NeighbourFlags flags)
    {
        request.WriteHeader(new ndmsg
        {
            ndm_family = IpFamily.Of(address),
            ndm_ifindex = link.Value,
            ndm_state = (ushort)state,
            ndm_flags = (byte)flags,
        });
        request.WriteAddress(NDA.DST, address);
    }
}
