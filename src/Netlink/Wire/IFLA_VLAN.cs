namespace NetController.Netlink.Wire;

/// <summary>VLAN attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_VLAN : ushort
{
    ID = 1,
    FLAGS = 2,
    EGRESS_QOS = 3,
    INGRESS_QOS = 4,
    PROTOCOL = 5,
}
