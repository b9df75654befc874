using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ifaddrmsg, linux/if_addr.h: the fixed part of address messages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ifaddrmsg
{
    internal byte ifa_family;
    internal byte ifa_prefixlen;
    internal byte ifa_flags;
    internal byte ifa_scope;
    internal uint ifa_index;
}
