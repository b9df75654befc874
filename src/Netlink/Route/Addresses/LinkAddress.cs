using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>An IP address of a link as the kernel described it at one moment.</summary>
public sealed record LinkAddress
{
    /// <summary>Describes an address by hand, for example to compare with.</summary>
    public LinkAddress()
    {
    }

    // RTM_NEWADDR ifaddrmsg IFA_ADDRESS IFA_LOCAL IFA_LABEL IFA_BROADCAST IFA_FLAGS IFA_CACHEINFO IFA_RT_PRIORITY IFA_PROTO
    private LinkAddress(MessageReader message)
    {
        var header = message.ReadHeader<ifaddrmsg>();
        Link = new LinkIndex((int)header.ifa_index);
        PrefixLength = header.ifa_prefixlen;
        Scope = (RouteScope)header.ifa_scope;
        Flags = (AddressFlags)header.ifa_flags;
        IPAddress? local = null;
        IPAddress? other = null;
        var attributes = message.ReadAttributes<ifaddrmsg, IFA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFA.ADDRESS: other = attributes.GetAddress(); break;
                case IFA.LOCAL: local = attributes.GetAddress(); break;
                case IFA.LABEL: Label = attributes.GetString(); break;
                case IFA.BROADCAST: Broadcast = attributes.GetAddress(); break;
                case IFA.FLAGS: Flags = (AddressFlags)attributes.GetUInt32(); break;
                case IFA.RT_PRIORITY: Metric = attributes.GetUInt32(); break;
                case IFA.PROTO: Protocol = (AddressProtocol)attributes.GetByte(); break;
                case IFA.CACHEINFO: (PreferredLifetime, ValidLifetime) = ReadLifetimes(attributes.GetStructure<ifa_cacheinfo>()); break;
            }
        }

        // IFA_ADDRESS is the other end where there is one, and else the same as IFA_LOCAL, which IPv6 then leaves out.
        Address = local ?? other ?? throw new NetlinkProtocolException("an address message holds no address");
        Peer = local is not null && other is not null && !other.Equals(local) ? other : null;
        CheckFamily(header.ifa_family, Address);
    }

    /// <summary>The link it belongs to.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>The address.</summary>
    public IPAddress Address { get; init; } = IPAddress.None;

    /// <summary>The length of the subnet's prefix in bits.</summary>
    public int PrefixLength { get; init; }

    /// <summary>The other end of a point-to-point link, or null.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>How far it reaches.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>Its state, for example tentative, failed or permanent.</summary>
    public AddressFlags Flags { get; init; }

    /// <summary>Its label (IPv4), or null.</summary>
    public string? Label { get; init; }

    /// <summary>Its broadcast address, or null.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The rank of the route to its subnet; 0 for the kernel's own.</summary>
    public uint Metric { get; init; }

    /// <summary>Who made it; kernels before 5.18 do not tell.</summary>
    public AddressProtocol Protocol { get; init; }

    /// <summary>How long it may still be used for new connections; null for ever.</summary>
    public TimeSpan? PreferredLifetime { get; init; }

    /// <summary>How long it still exists; null for ever.</summary>
    public TimeSpan? ValidLifetime { get; init; }

    /// <summary>Reads an address message; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static LinkAddress? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWADDR ? Read(message) : null;

    /// <summary>Reads the address that a message is about, whatever it says about it; null for families other than IPv4 and IPv6.</summary>
    internal static LinkAddress? Read(MessageReader message) =>
        IpFamily.ToAddressFamily(message.ReadHeader<ifaddrmsg>().ifa_family) is null ? null : new LinkAddress(message);

    private static void CheckFamily(byte family, IPAddress address)
    {
        if (IpFamily.Of(address) != family)
        {
            throw new NetlinkProtocolException($"an address message of family {family} holds the address {address}");
        }
    }

    private static (TimeSpan? Preferred, TimeSpan? Valid) ReadLifetimes(ifa_cacheinfo lifetimes) =>
        (Lifetime(lifetimes.ifa_prefered), Lifetime(lifetimes.ifa_valid));

    private static TimeSpan? Lifetime(uint seconds) => seconds == uint.MaxValue ? null : TimeSpan.FromSeconds(seconds);
}
