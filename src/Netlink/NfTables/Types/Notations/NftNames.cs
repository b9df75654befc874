namespace NetController.Netlink.NfTables;

/// <summary>The words that nft 1.0.6 has for numbers (<c>nft describe</c>). Where two name the same number, the one it prints stands first.</summary>
internal static class NftNames
{
    internal static readonly (ulong, string)[] NfProtocols = [(2, "ipv4"), (10, "ipv6")];

    internal static readonly (ulong, string)[] EthernetTypes =
        [(0x0800, "ip"), (0x0806, "arp"), (0x86dd, "ip6"), (0x8100, "8021q"), (0x88a8, "8021ad"), (0x8100, "vlan")];

    internal static readonly (ulong, string)[] ArpOperations =
        [(1, "request"), (2, "reply"), (3, "rrequest"), (4, "rreply"), (8, "inrequest"), (9, "inreply"), (10, "nak")];

    /// <summary>nft asks /etc/protocols; these are the names in Debian's.</summary>
    internal static readonly (ulong, string)[] InetProtocols =
    [
        (0, "ip"), (1, "icmp"), (2, "igmp"), (3, "ggp"), (4, "ipencap"), (5, "st"), (6, "tcp"), (8, "egp"), (9, "igp"), (12, "pup"),
        (17, "udp"), (20, "hmp"), (22, "xns-idp"), (27, "rdp"), (29, "iso-tp4"), (33, "dccp"), (36, "xtp"), (37, "ddp"),
        (38, "idpr-cmtp"), (41, "ipv6"), (43, "ipv6-route"), (44, "ipv6-frag"), (45, "idrp"), (46, "rsvp"), (47, "gre"), (50, "esp"),
        (51, "ah"), (57, "skip"), (58, "ipv6-icmp"), (59, "ipv6-nonxt"), (60, "ipv6-opts"), (73, "rspf"), (81, "vmtp"), (88, "eigrp"),
        (89, "ospf"), (93, "ax.25"), (94, "ipip"), (97, "etherip"), (98, "encap"), (103, "pim"), (108, "ipcomp"), (112, "vrrp"),
        (115, "l2tp"), (124, "isis"), (132, "sctp"), (133, "fc"), (135, "mobility-header"), (136, "udplite"), (137, "mpls-in-ip"),
        (138, "manet"), (139, "hip"), (140, "shim6"), (141, "wesp"), (142, "rohc"), (143, "ethernet"),
    ];

    internal static readonly (ulong, string)[] IcmpTypes =
    [
        (0, "echo-reply"), (3, "destination-unreachable"), (4, "source-quench"), (5, "redirect"), (8, "echo-request"),
        (9, "router-advertisement"), (10, "router-solicitation"), (11, "time-exceeded"), (12, "parameter-problem"), (13, "timestamp-request"),
        (14, "timestamp-reply"), (15, "info-request"), (16, "info-reply"), (17, "address-mask-request"), (18, "address-mask-reply"),
    ];

    internal static readonly (ulong, string)[] Icmpv6Types =
    [
        (1, "destination-unreachable"), (2, "packet-too-big"), (3, "time-exceeded"), (4, "parameter-problem"), (128, "echo-request"),
        (129, "echo-reply"), (130, "mld-listener-query"), (131, "mld-listener-report"), (132, "mld-listener-done"), (132, "mld-listener-reduction"),
        (133, "nd-router-solicit"), (134, "nd-router-advert"), (135, "nd-neighbor-solicit"), (136, "nd-neighbor-advert"), (137, "nd-redirect"),
        (138, "router-renumbering"), (141, "ind-neighbor-solicit"), (142, "ind-neighbor-advert"), (143, "mld2-listener-report"),
    ];

    internal static readonly (ulong, string)[] IcmpCodes =
    [
        (0, "net-unreachable"), (1, "host-unreachable"), (2, "prot-unreachable"), (3, "port-unreachable"), (4, "frag-needed"),
        (9, "net-prohibited"), (10, "host-prohibited"), (13, "admin-prohibited"),
    ];

    internal static readonly (ulong, string)[] Icmpv6Codes =
        [(0, "no-route"), (1, "admin-prohibited"), (3, "addr-unreachable"), (4, "port-unreachable"), (5, "policy-fail"), (6, "reject-route")];

    internal static readonly (ulong, string)[] IcmpxCodes =
        [(0, "no-route"), (1, "port-unreachable"), (2, "host-unreachable"), (3, "admin-prohibited")];

    internal static readonly (ulong, string)[] IgmpTypes =
        [(17, "membership-query"), (18, "membership-report-v1"), (22, "membership-report-v2"), (34, "membership-report-v3"), (23, "leave-group")];

    internal static readonly (ulong, string)[] TcpFlags =
        [(0x01, "fin"), (0x02, "syn"), (0x04, "rst"), (0x08, "psh"), (0x10, "ack"), (0x20, "urg"), (0x40, "ecn"), (0x80, "cwr")];

    internal static readonly (ulong, string)[] DccpTypes =
    [
        (0, "request"), (1, "response"), (2, "data"), (3, "ack"), (4, "dataack"), (5, "closereq"), (6, "close"), (7, "reset"), (8, "sync"), (9, "syncack"),
    ];

    internal static readonly (ulong, string)[] MobilityTypes =
    [
        (0, "binding-refresh-request"), (1, "home-test-init"), (2, "careof-test-init"), (3, "home-test"), (4, "careof-test"), (5, "binding-update"),
        (6, "binding-acknowledgement"), (7, "binding-error"), (8, "fast-binding-update"), (9, "fast-binding-acknowledgement"),
        (10, "fast-binding-advertisement"), (11, "experimental-mobility-header"), (12, "home-agent-switch-message"),
    ];

    internal static readonly (ulong, string)[] InterfaceTypes =
        [(1, "ether"), (512, "ppp"), (768, "ipip"), (769, "ipip6"), (772, "loopback"), (776, "sit"), (778, "ipgre")];

    /// <summary>The loopback interface has this number in every network namespace; others have no name that holds everywhere.</summary>
    internal static readonly (ulong, string)[] InterfaceIndices = [(1, "lo")];

    internal static readonly (ulong, string)[] ConntrackStates =
        [(1, "invalid"), (2, "established"), (4, "related"), (8, "new"), (64, "untracked")];

    internal static readonly (ulong, string)[] ConntrackDirections = [(0, "original"), (1, "reply")];

    internal static readonly (ulong, string)[] ConntrackStatuses =
        [(1, "expected"), (2, "seen-reply"), (4, "assured"), (8, "confirmed"), (16, "snat"), (32, "dnat"), (512, "dying")];

    internal static readonly (ulong, string)[] ConntrackEvents =
    [
        (1, "new"), (2, "related"), (4, "destroy"), (8, "reply"), (16, "assured"), (32, "protoinfo"), (64, "helper"), (128, "mark"),
        (256, "seqadj"), (512, "secmark"), (1024, "label"),
    ];

    internal static readonly (ulong, string)[] PacketTypes = [(0, "host"), (0, "unicast"), (1, "broadcast"), (2, "multicast"), (3, "other")];

    internal static readonly (ulong, string)[] FibAddressTypes =
    [
        (0, "unspec"), (1, "unicast"), (2, "local"), (3, "broadcast"), (4, "anycast"), (5, "multicast"), (6, "blackhole"), (7, "unreachable"), (8, "prohibit"),
    ];

    internal static readonly (ulong, string)[] Dscp =
    [
        (0x00, "cs0"), (0x08, "cs1"), (0x10, "cs2"), (0x18, "cs3"), (0x20, "cs4"), (0x28, "cs5"), (0x30, "cs6"), (0x38, "cs7"), (0x00, "df"), (0x00, "be"),
        (0x01, "lephb"), (0x0a, "af11"), (0x0c, "af12"), (0x0e, "af13"), (0x12, "af21"), (0x14, "af22"), (0x16, "af23"), (0x1a, "af31"),
        (0x1c, "af32"), (0x1e, "af33"), (0x22, "af41"), (0x24, "af42"), (0x26, "af43"), (0x2c, "va"), (0x2e, "ef"),
    ];

    internal static readonly (ulong, string)[] Ecn = [(0, "not-ect"), (1, "ect1"), (2, "ect0"), (3, "ce")];

    internal static readonly (ulong, string)[] Booleans = [(0, "missing"), (1, "exists")];

    internal static readonly (ulong, string)[] Days =
        [(0, "Sunday"), (1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday"), (6, "Saturday")];
}
