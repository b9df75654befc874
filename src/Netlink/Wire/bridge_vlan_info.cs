using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct bridge_vlan_info, linux/if_bridge.h: a VLAN of a port, or an end of a range of them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct bridge_vlan_info
{
    internal const ushort BRIDGE_VLAN_INFO_PVID = 2;
    internal const ushort BRIDGE_VLAN_INFO_UNTAGGED = 4;
    internal const ushort BRIDGE_VLAN_INFO_RANGE_BEGIN = 8;
    internal const ushort BRIDGE_VLAN_INFO_RANGE_END = 16;

    internal ushort flags;
    internal ushort vid;
}
