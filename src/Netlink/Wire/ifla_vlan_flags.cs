using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ifla_vlan_flags, linux/if_link.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ifla_vlan_flags
{
    internal VLAN_FLAG flags;
    internal VLAN_FLAG mask;
}
