using static NetController.Firewall.Tests.Support.Samples;

namespace NetController.Firewall.Tests.Support;

/// <summary>Every situation that has a golden and a page.</summary>
internal static class Scenarios
{
    private static readonly NetworkPolicy Default = new(Network(1), "netctl0") { IPv4 = Side("172.17.0.0/16") };

    private static readonly NetworkPolicy User = new(Network(2), "nc-000200000000") { IPv4 = Side("10.0.2.0/24") };

    public static IEnumerable<Scenario> All { get; } =
    [
        new("nothing", "No network", "Without networks and without the guard nothing of ours is in the kernel. The chain `NETCTL-USER` stays where an administrator has put rules into it."),
        new(
            "default",
            "The default bridge",
            "Endpoints reach the outside with the host's address and get their replies. Nothing from outside reaches them, and they do not reach what listens on the host's loopback addresses. `NETCTL-USER` is asked first: it belongs to the administrator, is made once, and is never touched again.",
            Default),
        new(
            "user-network",
            "A user network beside the default bridge",
            "The two networks do not reach each other: what goes to a link from anywhere but that link meets the drop in `NETCTL`, before the rule that lets the other network's traffic out.",
            Default,
            User),
        new(
            "icc-off",
            "Endpoints of one network kept apart",
            "Traffic from the link to itself is dropped. Frames that the bridge only switches meet this rule where the kernel passes them through iptables (`net.bridge.bridge-nf-call-iptables=1`). Replies are allowed, so that published ports work.",
            User with { InterContainerConnectivity = false }),
        new(
            "internal",
            "An internal network",
            "Nothing crosses between the link and any other, whatever its addresses. The rules name links rather than subnets, so multicast and link-local traffic inside the bridge is left alone, and neither a forged source address nor a more specific route gets through. The host itself is reached, since its traffic is not forwarded.",
            User with { Internal = true, IPv6 = Side("fd00:2::/64") }),
        new(
            "internal-icc-off",
            "An internal network whose endpoints are kept apart",
            "As an internal network; endpoints reach the host only.",
            User with { Internal = true, InterContainerConnectivity = false }),
        new(
            "masquerade-off",
            "Without source translation",
            "Outgoing packets keep the endpoint's address: the outside must know the way back. The table `nat` is not touched.",
            User with { IPv4 = User.IPv4! with { Masquerade = false } }),
        new(
            "fixed-source",
            "A fixed source address",
            "Outgoing packets take the address given instead of that of the link they leave by.",
            User with { IPv4 = User.IPv4! with { SourceAddress = AddressText.Parse("192.0.2.7") } }),
        new(
            "routed",
            "Gateway mode `routed`",
            "No translation. From outside, endpoints answer pings; their ports are closed unless they are published.",
            User with { IPv4 = User.IPv4! with { Mode = GatewayMode.Routed }, IPv6 = Side("2001:db8:2::/64") with { Mode = GatewayMode.Routed } }),
        new(
            "nat-unprotected",
            "Gateway mode `nat-unprotected`",
            "Outgoing packets are translated, and every port of an endpoint is reachable by its own address, from other networks too.",
            User with { IPv4 = User.IPv4! with { Mode = GatewayMode.NatUnprotected } }),
        new(
            "isolated",
            "Gateway mode `isolated`",
            "An internal network in which the host has no address. The rules are those of an internal network.",
            User with { Internal = true, IPv4 = User.IPv4! with { Mode = GatewayMode.Isolated } }),
        new(
            "dual-stack",
            "IPv4 and IPv6",
            "Each family has its own rules; they mean the same.",
            User with { IPv6 = Side("fd00:2::/64") }),
        new(
            "guard",
            "The forwarding guard",
            "Where forwarding was off and had to be turned on, a last rule drops what neither comes from nor goes to one of our links, so that the host does not become a router on the side. All that is ours has had its verdict by then; what a network sends in a family that it does not have is dropped too. Policies of built-in chains are never changed.",
            User) { Host = new HostPolicy(GuardIPv4: true, GuardIPv6: true) },
        new(
            "published-port",
            "A published port",
            "The host's port leads to the endpoint, from outside, from other networks, and from the host itself by any of its addresses. What comes from outside keeps its source. Only what was addressed to the host is let through: the endpoint's own address stays closed. Neighbours on the same link, and the endpoint itself, get their answers through the host, and so does what came from a loopback address.",
            User)
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
        },
        new(
            "published-range",
            "A range of ports",
            "Where the numbers are the same on both sides a range is one rule, whatever its length, and the number is kept. Otherwise it is one rule a port: the form of iptables that shifts a range sends a client that uses one source port towards two addresses of the host to the wrong port.",
            User)
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8000-8099:8000-8099/udp", "192.0.2.1:9001-9003:7001-7003")],
        },
        new(
            "published-dual-stack",
            "A published port in IPv4 and IPv6",
            "The families mean the same. A link-local source and `::1` are not translated, since the kernel would forward neither: they are answered by whoever listens on the host.",
            User with { IPv6 = Side("fd00:2::/64") })
        {
            Endpoints = [In(2, 2, "8080:80", "[2001:db8::1]:53:53/udp")],
        },
        new(
            "published-loopback",
            "A port for the host alone",
            "A port that is bound to a loopback address is dropped where it comes in by a link, before anything is translated, and nothing lets it through to the endpoint.",
            User)
        {
            Endpoints = [InIPv4(2, 2, "127.0.0.1:8080:80")],
        },
        new(
            "published-icc-off",
            "A published port where endpoints are kept apart",
            "Endpoints reach each other's published ports through the host's address and nothing else.",
            User with { InterContainerConnectivity = false })
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
        },
        new(
            "published-routed",
            "A published port in gateway mode `routed`",
            "The port is open by the endpoint's own address. Ports of the host play no part, and a port for the host alone opens nothing.",
            User with { IPv4 = User.IPv4! with { Mode = GatewayMode.Routed }, IPv6 = Side("fd00:2::/64") with { Mode = GatewayMode.Routed } })
        {
            Endpoints = [In(2, 2, "80:80", "127.0.0.1:81:81")],
        },
        new(
            "published-nat-unprotected",
            "A published port in gateway mode `nat-unprotected`",
            "The host's port leads to the endpoint; that the endpoint is reached needs no rule of its own.",
            User with { IPv4 = User.IPv4! with { Mode = GatewayMode.NatUnprotected } })
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
        },
        new(
            "published-internal",
            "A published port in an internal network",
            "Publishing means nothing where nothing crosses the border.",
            User with { Internal = true })
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
        },
        new(
            "trusted-interface",
            "A trusted interface",
            "From that link endpoints are reached by their own addresses too, on their published ports.",
            User with { TrustedInterfaces = ["wg0"] })
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
        },
        new(
            "allow-direct-routing",
            "Direct routing allowed",
            "Whoever knows a route reaches endpoints by their own addresses, on their published ports.",
            User)
        {
            Endpoints = [InIPv4(2, 2, "0.0.0.0:8080:80")],
            Host = new HostPolicy { AllowDirectRouting = true },
        },
        new(
            "accept-mark",
            "A mark that is let through",
            "Packets that something else has marked reach every endpoint on every port, but for those of internal networks.",
            User)
        {
            Host = new HostPolicy { AcceptMark = new FirewallMark(0x1, 0xff) },
        },
    ];
}
