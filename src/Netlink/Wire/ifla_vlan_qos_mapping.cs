using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct ifla_vlan_qos_mapping, linux/if_link.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ifla_vlan_qos_mapping
{
    internal uint @from;
    internal uint to;
}
