using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct nda_cacheinfo, linux/neighbour.h: times ago in hundredths of a second (USER_HZ).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct nda_cacheinfo
{
    internal uint ndm_confirmed;
    internal uint ndm_used;
    internal uint ndm_updated;
    internal uint ndm_refcnt;
}
