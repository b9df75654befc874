using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ndmsg, linux/neighbour.h: the fixed part of neighbour messages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ndmsg
{
    internal byte ndm_family;
    internal byte ndm_pad1;
    internal ushort ndm_pad2;
    internal int ndm_ifindex;
    internal ushort ndm_state;
    internal byte ndm_flags;
    internal byte ndm_type;
}
