namespace NetController.Netlink.Wire;

/// <summary>Multicast groups of netfilter, linux/netfilter/nfnetlink.h.</summary>
internal enum NFNLGRP
{
    CONNTRACK_NEW = 1,
    CONNTRACK_UPDATE = 2,
    CONNTRACK_DESTROY = 3,
    NFTABLES = 7,
}
