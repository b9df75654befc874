using System.Net;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Rules twice: as nft writes them, and as this library does. Every kind of expression occurs.</summary>
internal static class NftRuleCorpus
{
    /// <summary>What the rules need around them.</summary>
    internal const string Surroundings = """
        table inet t {
            set hosts { type ipv4_addr; }
            set published { type ipv4_addr . inet_service; }
            set marks { type mark . ifname; }
            map inside { type ipv4_addr . inet_service : ipv4_addr . inet_service; }
            map inside6 { type ipv6_addr : ipv6_addr; }
            map chains { type ifname : verdict; }
            set seen { type ipv4_addr; flags dynamic,timeout; timeout 1m; }
            set metered { type ipv4_addr . inet_service; flags dynamic; }
            map remembered { type ipv4_addr : mark; flags dynamic; }
            chain other { }
            chain raw { type filter hook prerouting priority raw; }
            chain prerouting { type nat hook prerouting priority dstnat; }
            chain postrouting { type nat hook postrouting priority srcnat; }
            chain forward { type filter hook forward priority filter; }
        }
        table ip four {
            chain forward { type filter hook forward priority filter; }
        }
        table bridge b {
            chain forward { type filter hook forward priority filter; }
        }

        """;

    private const string Operation = "nft also sends the operation of masks, which is the default, for marks and flags though not for prefixes";

    private static readonly NftTableName Table = new(NftFamily.Inet, "t");
    private static readonly NftDataType Socket = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
    private static readonly NftSet Hosts = new(Table, "hosts", NftDataType.Ipv4Address);
    private static readonly NftSet Published = new(Table, "published", Socket);
    private static readonly NftSet Marks = new(Table, "marks", NftDataType.Concatenate(NftDataType.Mark, NftDataType.InterfaceName));
    private static readonly NftSet Inside = new(Table, "inside", Socket) { DataType = Socket };
    private static readonly NftSet Inside6 = new(Table, "inside6", NftDataType.Ipv6Address) { DataType = NftDataType.Ipv6Address };
    private static readonly NftSet Remembered = new(Table, "remembered", NftDataType.Ipv4Address) { DataType = NftDataType.Mark };
    private static readonly NftSet Chains = new(Table, "chains", NftDataType.InterfaceName) { DataType = NftDataType.Verdict };

    private static readonly IPAddress V4 = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");
    private static readonly NftRegister Second = NftRegister.At(4);

    internal static IEnumerable<NftCorpusRule> Rules() =>
        [.. Conditions(), .. Ports(), .. Connections(), .. Sets(), .. ChangesOfSets(), .. Statements(), .. Translations(), .. OtherFamilies()];

    private static IEnumerable<NftCorpusRule> Conditions()
    {
        yield return Rule("iifname \"eth0\" oifname != \"br-0123456789\" counter packets 0 bytes 0", [.. NftMatch.InputInterface("eth0"), .. NftMatch.NotOutputInterface("br-0123456789"), new NftCounter()]);
        yield return Rule("iifname != \"eth0\" oifname \"eth1\" drop", [.. NftMatch.NotInputInterface("eth0"), .. NftMatch.OutputInterface("eth1"), NftStatement.Drop]);
        yield return Rule("iifname \"veth*\" oifname \"br-*\" accept", [.. NftMatch.InputInterfaceStartingWith("veth"), .. NftMatch.OutputInterfaceStartingWith("br-"), NftStatement.Accept]);
        yield return Rule("iif \"lo\" oif \"lo\" return", [.. NftField.InputInterface.Is(NftValue.FromUInt32(1)), .. NftField.OutputInterface.Is(NftValue.FromUInt32(1)), NftStatement.Return]);
        yield return Rule("ip saddr 10.0.0.1 tcp dport 80 accept", [.. NftMatch.Source(V4), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]);
        yield return Rule("ip6 daddr fd00::1 udp sport 53 accept", [.. NftMatch.Destination(V6), .. NftMatch.UdpSourcePort(53), NftStatement.Accept]);
        yield return Rule("ip saddr 10.0.0.0/24 ip daddr 10.0.0.0/8 drop", [.. Source("10.0.0.0/24"), .. Destination("10.0.0.0/8"), NftStatement.Drop]);
        yield return Rule("ip saddr 10.0.16.0/20 ip daddr 10.0.0.0/9 drop", [.. Source("10.0.16.0/20"), .. Destination("10.0.0.0/9"), NftStatement.Drop]);
        yield return Rule("ip saddr 0.0.0.0/0 drop", [.. Source("0.0.0.0/0"), NftStatement.Drop]);
        yield return Rule("ip saddr != 10.0.0.1 ip daddr != 10.0.0.0/9 drop", [.. NftMatch.NotSource(IPNetwork.Parse("10.0.0.1/32")), .. NftMatch.NotDestination(IPNetwork.Parse("10.0.0.0/9")), NftStatement.Drop]);
        yield return Rule("ip6 saddr fd00::/64 ip6 daddr fc00::/7 drop", [.. Source("fd00::/64"), .. Destination("fc00::/7"), NftStatement.Drop]);
        yield return Rule("ip saddr 10.0.0.1-10.0.0.9 drop", [.. NftField.IpSource.IsBetween(NftValue.FromAddress(V4), NftValue.FromAddress(IPAddress.Parse("10.0.0.9"))), NftStatement.Drop]);
        yield return Rule("ether saddr 02:42:ac:11:00:02 drop", [.. NftField.EthernetSource.Is(NftValue.FromHardwareAddress(HardwareAddress.Parse("02:42:ac:11:00:02"))), NftStatement.Drop]);
        yield return Rule("fib daddr type local accept", [.. NftMatch.DestinationType(RouteType.Local), NftStatement.Accept]);
        yield return Rule("fib saddr type unicast accept", [.. NftMatch.SourceType(RouteType.Unicast), NftStatement.Accept]);
        yield return Rule("fib saddr . iif oif missing drop", [.. NftMatch.SourceIsUnroutable(), NftStatement.Drop], "raw");
        yield return Rule("meta pkttype broadcast meta skuid 33 drop", [.. NftField.PacketType.Is(NftValue.FromByte(1)), .. NftField.SocketUser.Is(NftValue.FromUInt32(33)), NftStatement.Drop]);
        yield return Rule("rt ip nexthop 10.0.0.1 drop", [new NftRouteData(NftRouteKey.IpNextHop), new NftCompare(NftComparison.Equal, NftValue.FromAddress(V4)), NftStatement.Drop]);
    }

    private static IEnumerable<NftCorpusRule> Ports()
    {
        yield return Rule("meta l4proto sctp accept", [.. NftMatch.TransportProtocol(IpProtocol.Sctp), NftStatement.Accept]);
        yield return Rule("tcp sport 1024-2047 tcp dport 80 accept", [.. NftMatch.TcpSourcePort(1024, 2047), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]);
        yield return Rule("udp sport 53 udp dport 1024-65535 accept", [.. NftMatch.UdpSourcePort(53), .. NftMatch.UdpDestinationPort(1024, 65535), NftStatement.Accept]);
        yield return Rule("udp dport != 1-1023 accept", [.. NftField.UdpDestinationPort.IsNotBetween(NftValue.FromPort(1), NftValue.FromPort(1023)), NftStatement.Accept]);
        yield return Rule("tcp dport > 1023 accept", [.. NftField.TcpDestinationPort.Compare(NftComparison.Greater, NftValue.FromPort(1023)), NftStatement.Accept]);
        yield return Rule("tcp flags syn / fin,syn,rst,ack drop", [.. NftField.TcpFlags.CompareMasked(NftValue.FromByte(0x17), NftComparison.Equal, NftValue.FromByte(2)), NftStatement.Drop]) with { Difference = Operation };
        yield return Rule("icmp type echo-request accept", [.. NftField.IcmpType.Is(NftDataType.IcmpType.Parse("echo-request")), NftStatement.Accept]);
        yield return Rule("icmpv6 type nd-router-advert accept", [.. NftField.Icmpv6Type.Is(NftDataType.Icmpv6Type.Parse("nd-router-advert")), NftStatement.Accept]);
        yield return Rule("tcp option maxseg size 1400 drop", [new NftExtensionHeader(NftExtensionHeaderKind.TcpOption, 2, 2, 2), new NftCompare(NftComparison.Equal, NftValue.FromPort(1400)), NftStatement.Drop]);
        yield return Rule("exthdr frag exists drop", [.. Nfproto(NftFamily.Ip6), new NftExtensionHeader(NftExtensionHeaderKind.Ip6, 44, 0, 1) { IsPresence = true }, new NftCompare(NftComparison.Equal, NftValue.FromByte(1)), NftStatement.Drop]);
    }

    private static IEnumerable<NftCorpusRule> Connections()
    {
        yield return Rule("ct state established,related accept", [.. NftMatch.ConnectionState(NftConnectionState.Established | NftConnectionState.Related), NftStatement.Accept]);
        yield return Rule("ct state invalid drop", [.. NftMatch.ConnectionState(NftConnectionState.Invalid), NftStatement.Drop]);
        yield return Rule("ct status dnat accept", [.. NftMatch.ConnectionStatus(NftConnectionStatus.DestinationNat), NftStatement.Accept]);
        yield return Rule("ct mark 0x00000001 meta mark 0x00000002 accept", [.. NftMatch.ConnectionMark(1), .. NftMatch.Mark(2), NftStatement.Accept]);
        yield return Rule("ct mark & 0x000000ff == 0x00000001 meta mark & 0x0000ff00 == 0x00000200 accept", [.. NftMatch.ConnectionMark(1, 0xff), .. NftMatch.Mark(0x200, 0xff00), NftStatement.Accept]) with { Difference = Operation };
        yield return Rule("meta mark 0x00000001-0x00000005 accept", [.. NftField.Mark.IsBetween(NftValue.FromUInt32(1), NftValue.FromUInt32(5)), NftStatement.Accept]);
        yield return Rule("ct original ip saddr 10.0.0.1 accept", [new NftConntrack(NftConntrackKey.IpSource) { Direction = ConntrackDirection.Original }, new NftCompare(NftComparison.Equal, NftValue.FromAddress(V4)), NftStatement.Accept]);
        yield return Rule("meta mark set 0x00000005", [.. NftStatement.SetMark(5)]);
        yield return Rule("meta mark set meta mark & 0xffffff00 | 0x00000001", [.. NftStatement.SetMark(1, 0xff)]) with { Listed = "meta mark set meta mark & 0xffffff01 | 0x00000001", Difference = Operation };
        yield return Rule("ct mark set 0x00000005", [.. NftStatement.SetConnectionMark(5)]);
        yield return Rule("ct mark set meta mark", [.. NftStatement.SaveMark()]);
        yield return Rule("meta mark set ct mark", [.. NftStatement.RestoreMark()]);
        yield return Rule("meta mark set ct mark << 8", [new NftConntrack(NftConntrackKey.Mark), new NftShift(NftShiftDirection.Left, 8, 4), new NftMetaSet(NftMetaKey.Mark)]);
        yield return Rule("ct count over 10 drop", [new NftConnectionLimit(10) { IsInverted = true }, NftStatement.Drop]);
        yield return Rule("ct zone set 7", [new NftImmediate(new NftValue(BitConverter.GetBytes((ushort)7))), new NftConntrackSet(NftConntrackKey.Zone)], "raw");
        yield return Rule("notrack", [new NftNoTrack()], "raw") with { Difference = "nft leaves out the empty NFTA_EXPR_DATA" };
    }

    private static IEnumerable<NftCorpusRule> Sets()
    {
        yield return Rule("ip saddr @hosts accept", [.. NftMatch.InSet(Hosts, NftField.IpSource), NftStatement.Accept]);
        yield return Rule("ip saddr != @hosts drop", [.. NftMatch.NotInSet(Hosts, NftField.IpSource), NftStatement.Drop]);
        yield return Rule("ip daddr . tcp dport @published accept", [.. NftMatch.InSet(Published, NftField.IpDestination, NftField.TcpDestinationPort), NftStatement.Accept]);
        yield return Rule("meta mark . iifname @marks accept", [.. NftMatch.InSet(Marks, NftField.Mark, NftField.InputInterfaceName), NftStatement.Accept]);
        yield return Rule("iifname vmap @chains", [.. NftStatement.VerdictMap(Chains, NftField.InputInterfaceName)]);
        yield return Rule("dnat ip to ip daddr . tcp dport map @inside", [.. NftStatement.DestinationNat(Inside, NftField.IpDestination, NftField.TcpDestinationPort)], "prerouting") with { Difference = "nft leaves out the bit that says there is a port, which the kernel then adds" };
        yield return Rule("dnat ip6 to ip6 daddr map @inside6", [.. NftStatement.DestinationNat(Inside6, NftField.Ip6Destination)], "prerouting");
        yield return Rule("meta mark set ip saddr map @remembered", [.. NftStatement.SetMarkFrom(Remembered, NftField.IpSource)]);
        yield return Rule("snat ip6 to ip6 saddr map @inside6", [.. NftStatement.SourceNat(Inside6, NftField.Ip6Source)], "postrouting");
    }

    private static IEnumerable<NftCorpusRule> ChangesOfSets()
    {
        yield return Rule("add @seen { ip saddr timeout 10s }", [.. NftField.LoadAll(NftField.IpSource), new NftDynamicSet(NftDynamicSetOperation.Add, "seen") { Timeout = TimeSpan.FromSeconds(10) }]);
        yield return Rule("update @seen { ip saddr limit rate 5/second }", [.. NftField.LoadAll(NftField.IpSource), new NftDynamicSet(NftDynamicSetOperation.Update, "seen") { Expressions = [new NftLimit(5, NftLimitUnit.Second)] }]);
        yield return Rule(
            "add @metered { ip saddr . tcp dport counter limit rate over 1/minute }",
            [
                .. NftField.LoadAll(NftField.IpSource, NftField.TcpDestinationPort),
                new NftDynamicSet(NftDynamicSetOperation.Add, "metered") { Expressions = [new NftCounter(), new NftLimit(1, NftLimitUnit.Minute) { IsInverted = true }] },
            ]);
        yield return Rule("delete @seen { ip saddr }", [.. NftField.LoadAll(NftField.IpSource), new NftDynamicSet(NftDynamicSetOperation.Delete, "seen")]);
        yield return Rule("add @remembered { ip saddr : 0x00000001 }", [.. NftField.LoadAll(NftField.IpSource), new NftImmediate(NftValue.FromUInt32(1)) { Destination = Second }, new NftDynamicSet(NftDynamicSetOperation.Add, "remembered") { Data = Second }]);
    }

    private static IEnumerable<NftCorpusRule> Statements()
    {
        yield return Rule("counter packets 5 bytes 400 jump other", [new NftCounter(5, 400), NftStatement.Jump("other")]);
        yield return Rule("goto other", [NftStatement.Goto("other")]);
        yield return Rule("limit rate 10/second accept", [new NftLimit(10, NftLimitUnit.Second), NftStatement.Accept]);
        yield return Rule("limit rate over 7/week burst 9 packets drop", [new NftLimit(7, NftLimitUnit.Week) { Burst = 9, IsInverted = true }, NftStatement.Drop]);
        yield return Rule("limit rate 10 kbytes/minute burst 3 kbytes accept", [new NftLimit(10240, NftLimitUnit.Minute) { IsOfBytes = true, Burst = 3072 }, NftStatement.Accept]);
        yield return Rule("quota 10 mbytes accept", [new NftQuota(10 << 20), NftStatement.Accept]);
        yield return Rule("quota over 10 mbytes used 1 mbytes drop", [new NftQuota(10 << 20) { IsInverted = true, Consumed = 1 << 20 }, NftStatement.Drop]);
        yield return Rule("log", [new NftLog()]);
        yield return Rule("log prefix \"dropped: \" level info flags all drop", [new NftLog { Prefix = "dropped: ", Level = NftLogLevel.Information, Flags = NftLogFlags.All }, NftStatement.Drop]);
        yield return Rule("log prefix \"x\" group 3 snaplen 64 queue-threshold 5", [new NftLog { Prefix = "x", Group = 3, SnapLength = 64, QueueThreshold = 5 }]);
        yield return Rule("reject", [NftStatement.Reject()]);
        yield return Rule("meta l4proto tcp reject with tcp reset", [.. NftStatement.RejectWithTcpReset()]);
        yield return Rule("reject with icmp host-unreachable", [.. Nfproto(NftFamily.Ip), new NftReject(NftRejectType.Icmp, 1)]);
        yield return Rule("reject with icmpx admin-prohibited", [new NftReject(NftRejectType.Icmpx, 3)]);
        yield return Rule("tcp option maxseg size set rt mtu", [.. NftStatement.ClampTcpSegments()]);
        yield return Rule("meta nftrace set 1", [new NftImmediate(NftValue.FromByte(1)), new NftMetaSet(NftMetaKey.Trace)]);
        yield return Rule("ip saddr set 10.0.0.1", [.. Nfproto(NftFamily.Ip), new NftImmediate(NftValue.FromAddress(V4)), new NftPayloadWrite(NftPayloadBase.NetworkHeader, 12, 4) { Checksum = new(NftChecksumType.Internet, 10, CoversAddresses: true) }]);
        yield return Rule("ip6 saddr set fd00::1", [.. Nfproto(NftFamily.Ip6), new NftImmediate(NftValue.FromAddress(V6)), new NftPayloadWrite(NftPayloadBase.NetworkHeader, 8, 16) { Checksum = new(NftChecksumType.None, 0, CoversAddresses: true) }]);
        yield return Rule("tcp dport set 8080", [.. NftMatch.TransportProtocol(IpProtocol.Tcp), new NftImmediate(NftValue.FromPort(8080)), new NftPayloadWrite(NftPayloadBase.TransportHeader, 2, 2) { Checksum = new(NftChecksumType.Internet, 16) }]);
        yield return Rule("@ih,0,32 set 0x1020304", [new NftImmediate(new NftValue([1, 2, 3, 4])), new NftPayloadWrite(NftPayloadBase.InnerHeader, 0, 4) { Checksum = new(NftChecksumType.None, 0, CoversAddresses: true) }]);
    }

    private static IEnumerable<NftCorpusRule> Translations()
    {
        yield return Rule("dnat ip to 10.0.0.1", [.. NftStatement.DestinationNat(V4)], "prerouting");
        yield return Rule("tcp dport 80 dnat ip to 10.0.0.1:8080 random", [.. NftMatch.TcpDestinationPort(80), .. NftStatement.DestinationNat(V4, 8080, NftNatFlags.Random)], "prerouting");
        yield return Rule("tcp dport 80 dnat ip6 to [fd00::1]:8080", [.. NftMatch.TcpDestinationPort(80), .. NftStatement.DestinationNat(V6, 8080)], "prerouting");
        yield return Rule("udp dport 53 redirect to :5353", [.. NftMatch.UdpDestinationPort(53), .. NftStatement.Redirect(5353)], "prerouting");
        yield return Rule("redirect", [new NftRedirect()], "prerouting");
        yield return Rule(
            "dnat ip prefix to 10.0.0.0/24",
            [.. Constant("10.0.0.0", 0), .. Constant("10.0.0.255", 4), new NftNat(NftNatType.Destination, NftFamily.Ip) { AddressFrom = NftRegister.First, AddressTo = Second, Flags = NftNatFlags.Prefix }],
            "prerouting");
        yield return Rule("tcp dport 80 dnat to :8080", [.. NftMatch.TcpDestinationPort(80), new NftImmediate(NftValue.FromPort(8080)), new NftNat(NftNatType.Destination, NftFamily.Inet) { PortFrom = NftRegister.First }], "prerouting");
        yield return Rule("oifname \"eth0\" masquerade", [.. NftMatch.OutputInterface("eth0"), NftStatement.Masquerade()], "postrouting");
        yield return Rule("ip saddr 10.0.0.0/24 masquerade fully-random,persistent", [.. Source("10.0.0.0/24"), NftStatement.Masquerade(NftNatFlags.FullyRandom | NftNatFlags.Persistent)], "postrouting");
        yield return Rule(
            "meta l4proto tcp masquerade to :1024-2047",
            [.. NftMatch.TransportProtocol(IpProtocol.Tcp), .. PortConstant(1024, 0), .. PortConstant(2047, 4), new NftMasquerade { PortFrom = NftRegister.First, PortTo = Second }],
            "postrouting");
        yield return Rule("ip saddr 10.0.0.0/24 snat ip to 10.0.0.1", [.. Source("10.0.0.0/24"), .. NftStatement.SourceNat(V4)], "postrouting");
        yield return Rule(
            "tcp dport 80 snat ip to 10.0.0.1-10.0.0.9:1024-2047 persistent",
            [
                .. NftMatch.TcpDestinationPort(80), .. Constant("10.0.0.1", 0), .. Constant("10.0.0.9", 4), .. PortConstant(1024, 8), .. PortConstant(2047, 12),
                new NftNat(NftNatType.Source, NftFamily.Ip)
                {
                    AddressFrom = NftRegister.First, AddressTo = Second, PortFrom = NftRegister.At(8), PortTo = NftRegister.At(12), Flags = NftNatFlags.Persistent,
                },
            ],
            "postrouting");
    }

    private static IEnumerable<NftCorpusRule> OtherFamilies()
    {
        var four = new NftTableName(NftFamily.Ip, "four");
        var bridge = new NftTableName(NftFamily.Bridge, "b");
        yield return Rule("ip saddr 10.0.0.1 tcp dport 80 accept", [.. NftMatch.Source(V4), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]) with { Table = four };
        yield return Rule("ip6 saddr fd00::1 ip6 daddr fd00::/16 tcp dport 80 accept", [.. NftMatch.Source(V6), .. Destination("fd00::/16"), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]) with { Table = bridge };
        yield return Rule("ip saddr 10.0.0.1 ether daddr 02:42:ac:11:00:02 accept", [.. NftMatch.Source(V4), .. NftField.EthernetDestination.Is(NftDataType.EthernetAddress.Parse("02:42:ac:11:00:02")), NftStatement.Accept]) with { Table = bridge };
    }

    private static NftCorpusRule Rule(string text, NftExpressionList expressions, string chain = "forward") => new(Table, chain, text, expressions);

    private static NftExpressionList Source(string network) => NftMatch.Source(IPNetwork.Parse(network));

    private static NftExpressionList Destination(string network) => NftMatch.Destination(IPNetwork.Parse(network));

    private static NftExpressionList Nfproto(NftFamily family) => NftField.NetworkProtocol.Is(NftValue.FromByte((byte)family));

    private static NftExpressionList Constant(string address, int slot) => [new NftImmediate(NftValue.FromAddress(IPAddress.Parse(address))) { Destination = NftRegister.At(slot) }];

    private static NftExpressionList PortConstant(int port, int slot) => [new NftImmediate(NftValue.FromPort(port)) { Destination = NftRegister.At(slot) }];
}
