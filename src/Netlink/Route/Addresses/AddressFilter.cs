using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>Which addresses to list; the kernel does the choosing.</summary>
public sealed record AddressFilter
{
    /// <summary>Only those of this link.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Only IPv4 or only IPv6.</summary>
    public AddressFamily? Family { get; init; }
}
