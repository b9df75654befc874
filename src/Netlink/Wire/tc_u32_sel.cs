using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_u32_sel, linux/pkt_cls.h, followed by the keys.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_u32_sel
{
    internal byte flags;
    internal byte offshift;
    internal byte nkeys;
    internal ushort offmask;
    internal ushort off;
    internal short offoff;
    internal short hoff;
    internal uint hmask;
}
