using CsCheck;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>What the types write is what <c>nft</c> 1.0.6 lists for the same bytes; NftTypeTests of the kernel tests asks it.</summary>
public sealed class NftDataTypeTests
{
    private static readonly NftDataType[] Readable =
    [
        NftDataType.NfProtocol, NftDataType.Ipv4Address, NftDataType.Ipv6Address, NftDataType.EthernetAddress, NftDataType.EthernetType, NftDataType.ArpOperation,
        NftDataType.InetProtocol, NftDataType.InetService, NftDataType.IcmpType, NftDataType.TcpFlag, NftDataType.DccpPacketType, NftDataType.MobilityHeaderType,
        NftDataType.Duration, NftDataType.Mark, NftDataType.InterfaceIndex, NftDataType.InterfaceType, NftDataType.Realm, NftDataType.ClassId, NftDataType.UserId,
        NftDataType.GroupId, NftDataType.ConntrackState, NftDataType.ConntrackDirection, NftDataType.ConntrackStatus, NftDataType.Icmpv6Type,
        NftDataType.ConntrackLabel, NftDataType.PacketType, NftDataType.IcmpCode, NftDataType.Icmpv6Code, NftDataType.IcmpxCode, NftDataType.InterfaceGroup,
        NftDataType.Dscp, NftDataType.Ecn, NftDataType.FibAddressType, NftDataType.Boolean, NftDataType.ConntrackEvent, NftDataType.IgmpType, NftDataType.Day,
        NftDataType.ControlGroup, NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetProtocol, NftDataType.InetService),
        NftDataType.Concatenate(NftDataType.Mark, NftDataType.Ipv6Address),
    ];

    [TestCase("ipv4_addr", "10.0.0.1", "0x0a000001")]
    [TestCase("ipv6_addr", "fd00::1:0:0:1", "0xfd000000000000000001000000000001")]
    [TestCase("ipv6_addr", "::10.0.0.1", "0x0000000000000000000000000a000001")]
    [TestCase("ipv6_addr", "::ffff:10.0.0.1", "0x00000000000000000000ffff0a000001")]
    [TestCase("ipv6_addr", "::5efe:a00:1", "0x000000000000000000005efe0a000001")]
    [TestCase("ipv6_addr", "64:ff9b::a00:1", "0x0064ff9b00000000000000000a000001")]
    [TestCase("ipv6_addr", "1:0:2:3:4:5:6:7", "0x00010000000200030004000500060007")]
    [TestCase("ipv6_addr", "1:2:3:4:5:6::", "0x00010002000300040005000600000000")]
    [TestCase("ether_addr", "02:42:ac:11:00:02", "0x0242ac110002")]
    [TestCase("ether_type", "ip6", "0x86dd")]
    [TestCase("ether_type", "0x88cc", "0x88cc")]
    [TestCase("inet_proto", "ipv6-icmp", "0x3a")]
    [TestCase("inet_proto", "200", "0xc8")]
    [TestCase("inet_service", "443", "0x01bb")]
    [TestCase("mark", "0x00000100", "0x00010000")]
    [TestCase("iface_index", "\"lo\"", "0x01000000")]
    [TestCase("iface_index", "7", "0x07000000")]
    [TestCase("ct_state", "established | related", "0x06000000")]
    [TestCase("ct_state", "0x0", "0x00000000")]
    [TestCase("ct_state", "new | 0x80", "0x88000000")]
    [TestCase("tcp_flag", "syn | ack", "0x12")]
    [TestCase("classid", "1:10", "0x10000100")]
    [TestCase("classid", "root", "0xffffffff")]
    [TestCase("time", "1h30m", "0xc0655200")]
    [TestCase("time", "0s", "0x00000000")]
    [TestCase("time", "1d2h3m4s5ms", "0xc5079705")]
    [TestCase("dscp", "ef", "0x2e")]
    [TestCase("dscp", "0x03", "0x03")]
    [TestCase("ifname", "\"veth0\"", "0x76657468300000000000000000000000")]
    [TestCase("ifname", "\"veth\\*\"", "0x766574682a0000000000000000000000")]
    [TestCase("ipv4_addr . inet_service", "10.0.0.1 . 80", "0x0a00000100500000")]
    public void Values_are_written_as_nft_writes_them_and_read_back(string type, string text, string bytes)
    {
        var known = Named(type);
        Assert.Multiple(() =>
        {
            Assert.That(known.Format(Convert.FromHexString(bytes[2..])), Is.EqualTo(text));
            Assert.That(known.Parse(text).ToString(), Is.EqualTo(bytes));
        });
    }

    [TestCase("ipv4_addr", "0x0a000000", "0x0affffff", "10.0.0.0/8")]
    [TestCase("ipv4_addr", "0x00000000", "0xffffffff", "0.0.0.0/0")]
    [TestCase("ipv4_addr", "0x0a000001", "0x0a000007", "10.0.0.1-10.0.0.7")]
    [TestCase("ipv4_addr", "0x0a000001", "0x0a000001", "10.0.0.1")]
    [TestCase("inet_service", "0x0400", "0x07ff", "1024-2047")]
    [TestCase("mark", "0x00000100", "0x000001ff", "0x00000100/24")]
    [TestCase("ct_state", "0x00000001", "0x00000002", "0x1-0x2")]
    [TestCase("iface_index", "0x00000001", "0x00000003", "\"lo\"-3")]
    [TestCase("ether_type", "0x0800", "0x08ff", "0x0800-0x08ff")]
    [TestCase("time", "0x0036ee80", "0x006ddd00", "3600s-7200s")]
    [TestCase("ifname", "0x65746800000000000000000000000000", "0x657468ffffffffffffffffffffffffff", "\"eth*\"")]
    [TestCase("ipv4_addr . inet_service", "0x0a00000000500000", "0x0a0000ff005a0000", "10.0.0.0/24 . 80-90")]
    public void Ranges_in_sets_with_intervals_become_prefixes_where_nft_makes_them_so(string type, string first, string last, string text) =>
        Assert.That(Named(type).FormatRange(Convert.FromHexString(first[2..]), Convert.FromHexString(last[2..]), ofInterval: true), Is.EqualTo(text));

    [TestCase("ipv4_addr", "10.1")]
    [TestCase("ipv4_addr", "010.0.0.1")]
    [TestCase("ipv4_addr", "10.0.0.0/8")]
    [TestCase("ipv4_addr", "::1")]
    [TestCase("ipv6_addr", "fe80::1%eth0")]
    [TestCase("ipv6_addr", "[::1]")]
    [TestCase("ipv6_addr", "10.0.0.1")]
    [TestCase("inet_service", "65536")]
    [TestCase("inet_service", "-1")]
    [TestCase("inet_service", "http")]
    [TestCase("inet_service", "")]
    [TestCase("inet_service", "0x")]
    [TestCase("mark", "0x100000000")]
    [TestCase("mark", " 1")]
    [TestCase("ifname", "eth*")]
    [TestCase("ifname", "")]
    [TestCase("ifname", "a-name-of-16-byt")]
    [TestCase("ct_state", "established,old")]
    [TestCase("time", "")]
    [TestCase("time", "1x")]
    [TestCase("time", "50d")]
    [TestCase("classid", "1")]
    [TestCase("classid", "1:10000")]
    [TestCase("ether_addr", "02:42")]
    [TestCase("verdict", "accept")]
    [TestCase("ipv4_addr . inet_service", "10.0.0.1")]
    public void What_is_no_single_value_of_the_type_is_refused(string type, string text) =>
        Assert.That(() => Named(type).Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void Rules_separate_bits_by_commas() =>
        Assert.That(NftDataType.ConntrackState.FormatList([6, 0, 0, 0]), Is.EqualTo("established,related"));

    [Test]
    public void Every_value_survives_its_own_notation() =>
        Gen.Select(Gen.Int[0, Readable.Length - 1], Gen.Byte.Array[NftValue.MaximumLength], Gen.Int[0, 8]).Sample(static (index, bytes, zeros) =>
        {
            var type = Readable[index];
            var value = bytes.AsSpan(0, type.Length);
            value[..Math.Min(zeros, type.Length)].Clear();
            ClearPadding(type, value);
            return type.Parse(type.Format(value)).Bytes.SequenceEqual(value);
        });

    [Test]
    public void Values_of_any_length_are_written_somehow() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 70], Gen.Byte.Array[0, 70], Gen.Byte.Array[0, 70], Gen.Bool).Sample(static (id, length, first, last, ofInterval) =>
        {
            var type = NftDataType.FromId(id % 3 == 0 ? id % 64 : id, length);
            return type.Format(first, ofInterval).Length > 0 && type.FormatRange(first, last, ofInterval).Length > 0;
        });

    private static NftDataType Named(string name)
    {
        var parts = name.Split(" . ").Select(part => part == "verdict" ? NftDataType.Verdict : Readable.Append(NftDataType.InterfaceName).First(type => type.Name == part)).ToArray();
        return parts.Length == 1 ? parts[0] : NftDataType.Concatenate(parts);
    }

    private static void ClearPadding(NftDataType type, Span<byte> value)
    {
        var at = 0;
        foreach (var part in type.Parts)
        {
            var end = at + part.Length;
            at = (end + 3) / 4 * 4;
            value[end..at].Clear();
        }
    }
}
