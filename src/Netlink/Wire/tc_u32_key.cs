using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_u32_key, linux/pkt_cls.h: mask and val in network byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_u32_key
{
    internal uint mask;
    internal uint val;
    internal int off;
    internal int offmask;
}
