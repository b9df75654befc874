using System.Net;
using System.Text;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes address requests: <c>ifaddrmsg IFA_LOCAL IFA_ADDRESS IFA_BROADCAST IFA_LABEL IFA_FLAGS IFA_CACHEINFO IFA_RT_PRIORITY IFA_PROTO</c>.</summary>
internal static class AddressRequests
{
    /// <summary>The kernel's lifetime of what never ends.</summary>
    private const uint Forever = uint.MaxValue;

    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal static void Check(LinkIndex link, IPAddress address, int prefixLength, AddressOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, IpFamily.Bits(IpFamily.Of(address)));
        if (options is not null)
        {
            CheckFamilies(address, options);
            CheckLifetimes(options);
        }
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

    internal static void List(MessageBuilder request, AddressFilter? filter)
    {
        FilterLink.Check(filter?.Link);
        request.WriteHeader(new ifaddrmsg
        {
            ifa_family = IpFamily.Of(filter?.Family),
            ifa_index = (uint)(filter?.Link?.Value ?? 0),
        });
    }

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

        if (options.Flags is not AddressFlags.None)
        {
            request.WriteUInt32(IFA.FLAGS, (uint)options.Flags);
        }

        if (options.ValidLifetime is not null || options.PreferredLifetime is not null)
        {
            request.WriteStructure(IFA.CACHEINFO, new ifa_cacheinfo
            {
                ifa_valid = Seconds(options.ValidLifetime),
                ifa_prefered = Seconds(options.PreferredLifetime ?? options.ValidLifetime),
            });
        }

        if (options.Metric is { } metric)
        {
            request.WriteUInt32(IFA.RT_PRIORITY, metric);
        }

        if (options.Protocol is not AddressProtocol.Unspecified)
        {
            request.WriteByte(IFA.PROTO, (byte)options.Protocol);
        }
    }

    private static uint Seconds(TimeSpan? lifetime) => lifetime is { } time ? (uint)(time.Ticks / TimeSpan.TicksPerSecond) : Forever;

    private static void CheckFamilies(IPAddress address, AddressOptions options)
    {
        var family = IpFamily.Of(address);
        if (options.Peer is not null && IpFamily.Of(options.Peer) != family)
        {
            throw new ArgumentException($"The other end of {address} cannot be {options.Peer}: the families differ.", nameof(options));
        }

        if (options.Broadcast is not null && (family != IpFamily.IPv4 || IpFamily.Of(options.Broadcast) != family))
        {
            throw new ArgumentException($"{address} cannot have the broadcast address {options.Broadcast}: both must be IPv4.", nameof(options));
        }

        if (options.Label is { } label && (family != IpFamily.IPv4 || label.Length == 0 || Encoding.UTF8.GetByteCount(label) > LinkName.MaximumLength))
        {
            throw new ArgumentException($"{address} cannot have the label \"{label}\": labels are for IPv4, and 1 to {LinkName.MaximumLength} bytes long.", nameof(options));
        }
    }

    private static void CheckLifetimes(AddressOptions options)
    {
        CheckLifetime(options.ValidLifetime, TimeSpan.FromSeconds(1), nameof(options.ValidLifetime));
        CheckLifetime(options.PreferredLifetime, TimeSpan.Zero, nameof(options.PreferredLifetime));
        if (options.PreferredLifetime > options.ValidLifetime)
        {
            throw new ArgumentException($"An address that exists for {options.ValidLifetime} cannot be used for {options.PreferredLifetime}.", nameof(options));
        }
    }

    private static void CheckLifetime(TimeSpan? lifetime, TimeSpan least, string name)
    {
        if (lifetime is { } time && (time < least || time.Ticks / TimeSpan.TicksPerSecond >= Forever))
        {
            throw new ArgumentOutOfRangeException(name, time, $"A lifetime is {least.TotalSeconds} to {Forever - 1} seconds; leave it out for ever.");
        }
    }
}
