namespace NetController.Netlink.Wire;

/// <summary>Multicast groups of route netlink, linux/rtnetlink.h.</summary>
internal enum RTNLGRP
{
    LINK = 1,
    NEIGH = 3,
    IPV4_IFADDR = 5,
    IPV4_ROUTE = 7,
    IPV6_IFADDR = 9,
    IPV6_ROUTE = 11,
    NEXTHOP = 32,
}
