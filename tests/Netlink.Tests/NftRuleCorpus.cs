using System.Net;
using System.Net.Sockets;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests;

/// <summary>Rules twice: as nft writes them, and as this library does. Every kind of expression occurs.</summary>
internal static class NftRuleCorpus
{
    internal static readonly NftTableName Table = new(NftFamily.Inet, "t");

    /// <summary>What the rules need around them.</summary>
    internal const string Surroundings = """
        table inet t {
            set hosts { type ipv4_addr; }
            set published { type ipv4_addr . inet_service; }
            set marks { typeof meta mark . iifname; }
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

    private static readonly NftSet Hosts = new(Table, "hosts", NftDataType.Ipv4Address);
    private static readonly NftSet Published = new(Table, "published", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService));
    private static readonly NftSet Marks = new(Table, "marks", NftDataType.Concatenate(NftDataType.Mark, NftDataType.InterfaceName));
    private static readonly NftSet Inside = Published.Named("inside", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService));
    private static readonly NftSet Inside6 = new(Table, "inside6", NftDataType.Ipv6Address) { DataType = NftDataType.Ipv6Address };
    private static readonly NftSet Chains = new(Table, "chains", NftDataType.InterfaceName) { DataType = NftDataType.Verdict };

    private static readonly IPAddress V4 = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");

    internal static IEnumerable<NftCorpusRule> Rules() => [.. Conditions(), .. Connections(), .. Sets(), .. Statements(), .. Translations(), .. ByHand()];

    private static IEnumerable<NftCorpusRule> Conditions()
    {
        yield return Rule("iifname \"eth0\" oifname != \"br-0123456789a\" counter", [.. NftMatch.InputInterface("eth0"), .. NftMatch.NotOutputInterface("br-0123456789a"), new NftCounter()]);
        yield return Rule("iifname != \"eth0\" oifname \"eth1\" drop", [.. NftMatch.NotInputInterface("eth0"), .. NftMatch.OutputInterface("eth1"), NftStatement.Drop]);
        yield return Rule("iifname \"veth*\" oifname \"br-*\" accept", [.. NftMatch.InputInterfaceStartingWith("veth"), .. NftMatch.OutputInterfaceStartingWith("br-"), NftStatement.Accept]);
        yield return Rule("ip saddr 10.0.0.1 tcp dport 80 accept", [.. NftMatch.Source(V4), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]);
        yield return Rule("ip6 daddr fd00::1 udp sport 53 accept", [.. NftMatch.Destination(V6), .. NftMatch.UdpSourcePort(53), NftStatement.Accept]);
        yield return Rule("ip saddr 10.0.0.0/24 ip daddr 10.0.0.0/8 drop", [.. NftMatch.Source(IPNetwork.Parse("10.0.0.0/24")), .. NftMatch.Destination(IPNetwork.Parse("10.0.0.0/8")), NftStatement.Drop]);
        yield return Rule("ip saddr 10.0.16.0/20 ip daddr != 10.0.0.0/9 drop", [.. NftMatch.Source(IPNetwork.Parse("10.0.16.0/20")), .. NftMatch.NotDestination(IPNetwork.Parse("10.0.0.0/9")), NftStatement.Drop]);
        yield return Rule("ip6 saddr fd00::/64 ip6 daddr != fd00::/7 drop", [.. NftMatch.Source(IPNetwork.Parse("fd00::/64")), .. NftMatch.NotDestination(IPNetwork.Parse("fc00::/7")), NftStatement.Drop], listed: "ip6 saddr fd00::/64 ip6 daddr != fc00::/7 drop");
        yield return Rule("ip saddr != 10.0.0.1 drop", [.. NftMatch.NotSource(IPNetwork.Parse("10.0.0.1/32")), NftStatement.Drop]);
        yield return Rule("meta l4proto sctp accept", [.. NftMatch.TransportProtocol((ProtocolType)132), NftStatement.Accept]);
        yield return Rule("tcp sport 1024-2047 tcp dport 80 accept", [.. NftMatch.TcpSourcePort(1024, 2047), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]);
        yield return Rule("udp dport != 1-1023 accept", [.. NftField.UdpDestinationPort.IsNotBetween(NftValue.FromPort(1), NftValue.FromPort(1023)), NftStatement.Accept]);
        yield return Rule("tcp dport > 1023 accept", [.. NftField.TcpDestinationPort.Compare(NftComparison.Greater, NftValue.FromPort(1023)), NftStatement.Accept]);
        yield return Rule("meta l4proto tcp th dport 80 accept", [.. NftMatch.TransportProtocol(ProtocolType.Tcp), .. NftField.DestinationPort.Is(NftValue.FromPort(80)), NftStatement.Accept], listed: "tcp dport 80 accept");
        yield return Rule("tcp flags syn / fin,syn,rst,ack drop", [.. NftField.TcpFlags.CompareMasked(NftValue.FromByte(0x17), NftComparison.Equal, NftValue.FromByte(2)), NftStatement.Drop], listed: "tcp flags syn / fin,syn,rst,ack drop");
        yield return Rule("icmp type echo-request accept", [.. NftField.IcmpType.Is(NftDataType.IcmpType.Parse("echo-request")), NftStatement.Accept]);
        yield return Rule("icmpv6 type nd-router-advert accept", [.. NftField.Icmpv6Type.Is(NftDataType.Icmpv6Type.Parse("nd-router-advert")), NftStatement.Accept]);
        yield return Rule("ether saddr 02:42:ac:11:00:02 drop", [.. NftField.EthernetSource.Is(NftValue.FromHardwareAddress(HardwareAddress.Parse("02:42:ac:11:00:02"))), NftStatement.Drop]);
        yield return Rule("fib daddr type local accept", [.. NftMatch.DestinationType(RouteType.Local), NftStatement.Accept]);
        yield return Rule("fib saddr . iif oif missing drop", [.. NftMatch.SourceIsUnroutable(), NftStatement.Drop]) with { Chain = "raw" };
        yield return Rule("meta pkttype broadcast meta skuid 33 drop", [.. NftField.PacketType.Is(NftValue.FromByte(1)), .. NftField.SocketUser.Is(NftValue.FromUInt32(33)), NftStatement.Drop]);
        yield return Rule("ip saddr 10.0.0.1 tcp dport 80 accept", [.. NftMatch.Source(V4), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]) with { Table = new(NftFamily.Ip, "four") };
        yield return Rule("ip6 saddr fd00::1 ip6 daddr fd00::/16 tcp dport 80 accept", [.. NftMatch.Source(V6), .. NftMatch.Destination(IPNetwork.Parse("fd00::/16")), .. NftMatch.TcpDestinationPort(80), NftStatement.Accept]) with { Table = new(NftFamily.Bridge, "b") };
    }

    private static IEnumerable<NftCorpusRule> Connections()
    {
        yield return Rule("ct state established,related accept", [.. NftMatch.ConnectionState(NftConnectionState.Established | NftConnectionState.Related), NftStatement.Accept]);
        yield return Rule("ct state invalid drop", [.. NftMatch.ConnectionState(NftConnectionState.Invalid), NftStatement.Drop]);
        yield return Rule("ct status dnat accept", [.. NftMatch.ConnectionStatus(NftConnectionStatus.DestinationNat), NftStatement.Accept]);
        yield return Rule("ct mark 0x00000001 meta mark 0x00000002", [.. NftMatch.ConnectionMark(1), .. NftMatch.Mark(2)]);
        yield return Rule("ct mark & 0x000000ff == 0x00000001 meta mark & 0x0000ff00 == 0x00000200", [.. NftMatch.ConnectionMark(1, 0xff), .. NftMatch.Mark(0x200, 0xff00)]);
        yield return Rule("meta mark 0x00000001-0x00000005", [.. NftField.Mark.IsBetween(NftValue.FromUInt32(1), NftValue.FromUInt32(5))]);
        yield return Rule("ct original ip saddr 10.0.0.1", [new NftConntrack(NftConntrackKey.IpSource) { Direction = ConntrackDirection.Original }, new NftCompare(NftComparison.Equal, NftValue.FromAddress(V4))]);
        yield return Rule("meta mark set 0x00000005", [.. NftStatement.SetMark(5)]);
        yield return Rule("meta mark set meta mark & 0xffffff00 | 0x00000001", [.. NftStatement.SetMark(1, 0xff)], listed: "meta mark set meta mark & 0xffffff01 | 0x00000001");
        yield return Rule("ct mark set 0x00000005", [.. NftStatement.SetConnectionMark(5)]);
        yield return Rule("ct mark set meta mark", [.. NftStatement.SaveMark()], listed: "ct mark set meta mark");
        yield return Rule("meta mark set ct mark", [.. NftStatement.RestoreMark()]);
        yield return Rule("ct count over 10 drop", [new NftConnectionLimit(10) { IsInverted = true }, NftStatement.Drop]);
        yield return Rule("notrack", [new NftNoTrack()]) with { Chain = "raw" };
    }

    private static IEnumerable<NftCorpusRule> Sets()
    {
        yield return Rule("ip saddr @hosts accept", [.. NftMatch.InSet(Hosts, NftField.IpSource), NftStatement.Accept]);
        yield return Rule("ip saddr != @hosts drop", [.. NftMatch.NotInSet(Hosts, NftField.IpSource), NftStatement.Drop]);
        yield return Rule("ip daddr . tcp dport @published accept", [.. NftMatch.InSet(Published, NftField.IpDestination, NftField.TcpDestinationPort), NftStatement.Accept]);
        yield return Rule("meta mark . iifname @marks accept", [.. NftMatch.InSet(Marks, NftField.Mark, NftField.InputInterfaceName), NftStatement.Accept]);
        yield return Rule("iifname vmap @chains", [.. NftStatement.VerdictMap(Chains, NftField.InputInterfaceName)]);
        yield return Rule("add @seen { ip saddr timeout 10s }", [.. NftMatch.LoadSource, new NftDynamicSet(NftDynamicSetOperation.Add, "seen") { Timeout = TimeSpan.FromSeconds(10) }]);
        yield return Rule("update @seen { ip saddr limit rate 5/second }", [.. NftMatch.LoadSource, new NftDynamicSet(NftDynamicSetOperation.Update, "seen") { Expressions = [new NftLimit(5, NftLimitUnit.Second)] }], listed: "update @seen { ip saddr limit rate 5/second burst 5 packets }");
        yield return Rule("add @metered { ip saddr . tcp dport counter limit rate over 1/minute }", [.. NftMatch.LoadSource, .. NftMatch.TransportProtocol(ProtocolType.Tcp), new NftPayload(NftPayloadBase.TransportHeader, 2, 2) { Destination = NftRegister.First.After(4) }, new NftDynamicSet(NftDynamicSetOperation.Add, "metered") { Expressions = [new NftCounter(), new NftLimit(1, NftLimitUnit.Minute) { IsInverted = true }] }]);
        yield return Rule("delete @seen { ip saddr }", [.. NftMatch.LoadSource, new NftDynamicSet(NftDynamicSetOperation.Delete, "seen")]);
        yield return Rule("add @remembered { ip saddr : 0x00000001 }", [.. NftMatch.LoadSource, new NftImmediate(NftValue.FromUInt32(1)) { Destination = NftRegister.First.After(4) }, new NftDynamicSet(NftDynamicSetOperation.Add, "remembered") { Data = NftRegister.First.After(4) }]);
    }
}
