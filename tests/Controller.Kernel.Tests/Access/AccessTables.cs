using System.Collections.Frozen;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>
/// What is right. A row says who calls and by which address, a column what is called, and a cell what comes of it:
/// <list type="bullet">
/// <item><c>own</c>: answered; the endpoint sees the caller's own address.</item>
/// <item><c>gw</c>: answered; the endpoint sees the address that the host has in its network, so that the answer comes back through the host.</item>
/// <item><c>host</c>: answered by the host itself; nothing came to the endpoint.</item>
/// <item><c>-</c>: sent, not answered, and nothing came to the endpoint.</item>
/// <item><c>.</c>: there is no such thing; nothing is sent. <c>a/b</c>: a over IPv4, b over IPv6.</item>
/// </list>
/// "By the endpoint's address" calls the endpoint's own ports, any other way the ports of the host that lead there. Calls to 127.0.0.1 that
/// are sent to a gateway are what root in a container can do; where a network gives no way out, its endpoints insist and send to the bridge.
/// <c>(bridge filters)</c> is where the kernel asks the rules about what a bridge only switches (br_netfilter), <c>(bridge switches)</c> where not.
/// </summary>
internal static class AccessTables
{
    // All that is published is reached through the host, from everywhere but internal networks, and with the caller's own address where the answer
    // finds back all the same; nothing is reached directly but by neighbours and the host. A port of the loopback is the host's alone, in either family.
    private const string Nat =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address                  gw     gw      -      -       -      -       host
        neighbour, by the endpoint's address           own    own     own    own     own    own     own
        neighbour, the same through the gateway        own    own     own    own     own    own     own
        neighbour, by the host's address               gw     gw      -      -       -      -       host
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       -      -       -      -       -      -       -
        other network, by the host's address           gw     gw      -      -       -      -       host
        other network, by its own gateway              gw     gw      -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        internal network, by the host's address        -      -       -      -       -      -       host
        internal network, by its link-local address    ./-    ./-     ./-    ./-     ./-    ./-     ./host
        host, by 127.0.0.1 or ::1                      gw     gw      gw     gw      -      -       host
        host, by its own address                       own    own     -      -       -      -       host
        host, by the endpoint's address                gw     gw      gw     gw      gw     gw      gw
        remote, by the host's address                  own    own     -      -       -      -       host
        router, by the endpoint's address              -      -       -      -       -      -       -
        """;

    // Neighbours are apart, switched and routed, but for published ports through the host. A kernel that asks the rules about switched frames
    // translates before the bridge decides, and then only switches, from an isolated port to another or to itself: dropped. Docker's endpoints
    // get through to its proxy there; but Docker keeps them apart by rules alone, so that one sysctl would let everything through.
    private const string Apart =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address (bridge switches)  gw   gw      -      -       -      -       host
        itself, by the host's address (bridge filters)   -    -       -      -       -      -       host
        neighbour, by the endpoint's address           -      -       -      -       -      -       -
        neighbour, the same through the gateway        -      -       -      -       -      -       -
        neighbour, by the host's address (bridge switches)  gw  gw    -      -       -      -       host
        neighbour, by the host's address (bridge filters)   -   -     -      -       -      -       host
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       -      -       -      -       -      -       -
        other network, by the host's address           gw     gw      -      -       -      -       host
        other network, by its own gateway              gw     gw      -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        internal network, by the host's address        -      -       -      -       -      -       host
        internal network, by its link-local address    ./-    ./-     ./-    ./-     ./-    ./-     ./host
        host, by 127.0.0.1 or ::1                      gw     gw      gw     gw      -      -       host
        host, by its own address                       own    own     -      -       -      -       host
        host, by the endpoint's address                gw     gw      gw     gw      gw     gw      gw
        remote, by the host's address                  own    own     -      -       -      -       host
        router, by the endpoint's address              -      -       -      -       -      -       -
        """;

    // Nothing comes in or goes out, and nothing is published. The host has an address in the network and reaches all of it, as Docker's does;
    // whatever address of the host is asked by an endpoint that insists, the host answers for itself.
    private const string Internal =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address                  -      -       -      -       -      -       host
        neighbour, by the endpoint's address           own    own     own    own     own    own     own
        neighbour, the same through the gateway        own    own     own    own     own    own     own
        neighbour, by the host's address               -      -       -      -       -      -       host
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       -      -       -      -       -      -       -
        other network, by the host's address           -      -       -      -       -      -       host
        other network, by its own gateway              -      -       -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        host, by 127.0.0.1 or ::1                      -      -       -      -       -      -       host
        host, by its own address                       -      -       -      -       -      -       host
        host, by the endpoint's address                gw     gw      gw     gw      gw     gw      gw
        remote, by the host's address                  -      -       -      -       -      -       host
        router, by the endpoint's address              -      -       -      -       -      -       -
        """;

    // No port of the host leads anywhere; what is published is open on the endpoint's own address, and pings are answered. What is published
    // for the host alone needs no opening: the host reaches all of the network. Other networks go out as they do anywhere, translated.
    private const string Routed =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address                  -      -       -      -       -      -       host
        neighbour, by the endpoint's address           own    own     own    own     own    own     own
        neighbour, the same through the gateway        own    own     own    own     own    own     own
        neighbour, by the host's address               -      -       -      -       -      -       host
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       gw     gw      -      -       -      -       gw
        other network, by the host's address           -      -       -      -       -      -       host
        other network, by its own gateway              -      -       -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        internal network, by the host's address        -      -       -      -       -      -       host
        internal network, by its link-local address    ./-    ./-     ./-    ./-     ./-    ./-     ./host
        host, by 127.0.0.1 or ::1                      -      -       -      -       -      -       host
        host, by its own address                       -      -       -      -       -      -       host
        host, by the endpoint's address                gw     gw      gw     gw      gw     gw      gw
        remote, by the host's address                  -      -       -      -       -      -       host
        router, by the endpoint's address              own    own     -      -       -      -       own
        """;

    // As nat, and every port directly besides: one published on the loopback is not better protected than one not published at all.
    private const string Unprotected =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address                  gw     gw      -      -       -      -       host
        neighbour, by the endpoint's address           own    own     own    own     own    own     own
        neighbour, the same through the gateway        own    own     own    own     own    own     own
        neighbour, by the host's address               gw     gw      -      -       -      -       host
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       gw     gw      gw     gw      gw     gw      gw
        other network, by the host's address           gw     gw      -      -       -      -       host
        other network, by its own gateway              gw     gw      -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        internal network, by the host's address        -      -       -      -       -      -       host
        internal network, by its link-local address    ./-    ./-     ./-    ./-     ./-    ./-     ./host
        host, by 127.0.0.1 or ::1                      gw     gw      gw     gw      -      -       host
        host, by its own address                       own    own     -      -       -      -       host
        host, by the endpoint's address                gw     gw      gw     gw      gw     gw      gw
        remote, by the host's address                  own    own     -      -       -      -       host
        router, by the endpoint's address              own    own     own    own     own    own     own
        """;

    // The host has no address in the network, so that only neighbours are left.
    private const string Isolated =
        """
                                                       published      on loopback    not published
                                                       tcp    udp     tcp    udp     tcp    udp     ping
        itself, by its own address                     own    own     own    own     own    own     own
        itself, by the host's address                  -      -       -      -       -      -       -
        neighbour, by the endpoint's address           own    own     own    own     own    own     own
        neighbour, the same through the gateway        -      -       -      -       -      -       -
        neighbour, by the host's address               -      -       -      -       -      -       -
        neighbour, by 127.0.0.1 sent to the gateway    -/.    -/.     -/.    -/.     -/.    -/.     -/.
        other network, by the endpoint's address       -      -       -      -       -      -       -
        other network, by the host's address           -      -       -      -       -      -       host
        other network, by its own gateway              -      -       -      -       -      -       host
        other network, by 127.0.0.1 to its gateway     -/.    -/.     -/.    -/.     -/.    -/.     -/.
        host, by 127.0.0.1 or ::1                      -      -       -      -       -      -       host
        host, by its own address                       -      -       -      -       -      -       host
        host, by the endpoint's address                -      -       -      -       -      -       -
        remote, by the host's address                  -      -       -      -       -      -       host
        router, by the endpoint's address              -      -       -      -       -      -       -
        """;

    /// <summary>Whose address a machine outside sees behind an endpoint's calls; <c>host</c> is here the host's address on that side.</summary>
    public const string Outward =
        """
                       tcp    udp     ping
        default        host   host    host
        user           host   host    host
        apart          host   host    host
        internal       -      -       -
        routed         own    own     own
        unprotected    host   host    host
        isolated       -      -       -
        """;

    /// <summary>
    /// Over IPv6, an endpoint that has IPv4 alone: there is nothing to translate to, so the controller itself listens and calls. It may not open
    /// a way that the rules keep closed.
    /// </summary>
    public const string AcrossFamilies =
        """
                                                       published      on loopback
                                                       tcp    udp     tcp    udp
        other network, by the host's address           gw     gw      -      -
        other network, by its own gateway              gw     gw      -      -
        internal network, by the host's address        -      -       -      -
        internal network, by its link-local address    -      -       -      -
        host, by 127.0.0.1 or ::1                      gw     gw      gw     gw
        host, by its own address                       gw     gw      -      -
        remote, by the host's address                  gw     gw      -      -
        """;

    /// <summary>Other ways of publishing than on all addresses, in a user's network. The callers are <see cref="Callers"/>, each over TCP and UDP.</summary>
    public const string Publications =
        """
                               remote         remote, by     neighbour      other          host           host, by
                                              another        by the host's  network        by its own     127.0.0.1
                                              address        address                       address        or ::1
        all addresses          own    own     own    own     gw     gw      gw     gw      own    own     gw     gw
        one address            own    own     -      -       gw     gw      gw     gw      own    own     -      -
        first of a range       own    own     own    own     gw     gw      gw     gw      own    own     gw     gw
        last of a range        own    own     own    own     gw     gw      gw     gw      own    own     gw     gw
        after that range       -      -       -      -       -      -       -      -       -      -       -      -
        automatic              own    own     own    own     gw     gw      gw     gw      own    own     gw     gw
        """;

    /// <summary>What the columns of <see cref="ByKind"/> call.</summary>
    public static AccessColumn[] Columns { get; } =
    [
        new("published TCP", ProbeKind.Tcp, 80, static network => network.PublishedPort),
        new("published UDP", ProbeKind.Udp, 80, static network => network.PublishedPort),
        new("TCP published on the loopback", ProbeKind.Tcp, 82, static network => network.LocalPort),
        new("UDP published on the loopback", ProbeKind.Udp, 82, static network => network.LocalPort),
        new("TCP not published", ProbeKind.Tcp, 81, static _ => 81),
        new("UDP not published", ProbeKind.Udp, 81, static _ => 81),
        new("ping", ProbeKind.Ping, 0, static _ => 0),
    ];

    /// <summary>Who calls in the columns of <see cref="Publications"/>.</summary>
    public static string[] Callers { get; } =
    [
        "remote, by the host's address",
        "remote, by another address of the host",
        "neighbour, by the host's address",
        "other network, by the host's address",
        "host, by its own address",
        "host, by 127.0.0.1 or ::1",
    ];

    /// <summary>Who reaches what in a network of each kind.</summary>
    public static FrozenDictionary<string, string> ByKind { get; } = new Dictionary<string, string>
    {
        ["default"] = Nat,
        ["user"] = Nat,
        ["apart"] = Apart,
        ["internal"] = Internal,
        ["routed"] = Routed,
        ["unprotected"] = Unprotected,
        ["isolated"] = Isolated,
    }.ToFrozenDictionary();
}
