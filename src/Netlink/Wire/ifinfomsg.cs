using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ifinfomsg, linux/rtnetlink.h: the fixed part of link messages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ifinfomsg
{
    internal byte ifi_family;
    internal byte __ifi_pad;
    internal ushort ifi_type;
    internal int ifi_index;
    internal uint ifi_flags;
    internal uint ifi_change;
}
