using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ifa_cacheinfo, linux/if_addr.h: lifetimes in seconds, all ones meaning for ever.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ifa_cacheinfo
{
    internal uint ifa_prefered;
    internal uint ifa_valid;
    internal uint cstamp;
    internal uint tstamp;
}
