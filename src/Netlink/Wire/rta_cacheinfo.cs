using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct rta_cacheinfo, linux/rtnetlink.h: times in hundredths of a second (USER_HZ).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct rta_cacheinfo
{
    internal uint rta_clntref;
    internal uint rta_lastuse;
    internal int rta_expires;
    internal uint rta_error;
    internal uint rta_used;
    internal uint rta_id;
    internal uint rta_ts;
    internal uint rta_tsage;
}
