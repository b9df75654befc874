namespace NetController.Netlink.Wire;

/// <summary>Bridge attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_BR : ushort
{
    FORWARD_DELAY = 1,
    HELLO_TIME = 2,
    MAX_AGE = 3,
    AGEING_TIME = 4,
    STP_STATE = 5,
    PRIORITY = 6,
    VLAN_FILTERING = 7,
    VLAN_PROTOCOL = 8,
    GROUP_FWD_MASK = 9,
    MCAST_SNOOPING = 23,
    NF_CALL_IPTABLES = 36,
    NF_CALL_IP6TABLES = 37,
    NF_CALL_ARPTABLES = 38,
    VLAN_DEFAULT_PVID = 39,
}
