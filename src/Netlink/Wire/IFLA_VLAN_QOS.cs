namespace NetController.Netlink.Wire;

/// <summary>Attributes inside IFLA_VLAN_EGRESS_QOS and IFLA_VLAN_INGRESS_QOS, linux/if_link.h.</summary>
internal enum IFLA_VLAN_QOS : ushort
{
    MAPPING = 1,
}
