using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes address requests: <c>ifaddrmsg IFA_LOCAL IFA_ADDRESS IFA_BROADCAST IFA_LABEL IFA_FLAGS</c>.</summary>
internal static class AddressRequests
{
    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal static void Check(LinkIndex link, IPAddress address, int prefixLength)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, IpFamily.Bits(IpFamily.Of(address)));
    }

    internal static void Write(MessageBuilder request, LinkIndex link, IPAddress address, int prefixLength, AddressOptions? options)
    {
        request.WriteHeader(new ifaddrmsg
        {
            ifa_family = IpFamily.Of(address),
            ifa_prefixlen = (byte)prefixLength,
            ifa_scope = (byte)(options?.Scope ?? (IPAddress.IsLoopback(address) ? RouteScope.Host : RouteScope.Global)),
            ifa_index = (uint)link.Value,
        });
        request.WriteAddress(IFA.LOCAL, address);
        request.WriteAddress(IFA.ADDRESS, options?.Peer ?? address);
        if (options is not null)
        {
            WriteOptions(request, options);
        }
    }

    internal static void List(MessageBuilder request, AddressFilter? filter) => request.WriteHeader(new ifaddrmsg
    {
        ifa_family = IpFamily.Of(filter?.Family),
        ifa_index = (uint)(filter?.Link?.Value ?? 0),
    });

    private static void WriteOptions(MessageBuilder request, AddressOptions options)
    {
        if (options.Broadcast is not null)
        {
            request.WriteAddress(IFA.BROADCAST, options.Broadcast);
        }

        if (options.Label is not null)
        {
            request.WriteString(IFA.LABEL, options.Label);
        }

        var flags = (options.NoDad ? AddressFlags.NoDad : 0) | (options.NoPrefixRoute ? AddressFlags.NoPrefixRoute : 0);
        if (flags is not AddressFlags.None)
        {
            request.WriteUInt32(IFA.FLAGS, (uint)flags);
        }
    }
}
