using System.Text.RegularExpressions;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>nft reads the values that the data types write, and lists them in the same words.</summary>
public sealed partial class NftTypeTests : KernelTest
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");

    [TestCase(nameof(NftDataType.NfProtocol))]
    [TestCase(nameof(NftDataType.InetProtocol))]
    [TestCase(nameof(NftDataType.IcmpType))]
    [TestCase(nameof(NftDataType.Icmpv6Type))]
    [TestCase(nameof(NftDataType.IcmpCode))]
    [TestCase(nameof(NftDataType.Icmpv6Code))]
    [TestCase(nameof(NftDataType.IcmpxCode))]
    [TestCase(nameof(NftDataType.IgmpType))]
    [TestCase(nameof(NftDataType.TcpFlag))]
    [TestCase(nameof(NftDataType.PacketType))]
    [TestCase(nameof(NftDataType.ConntrackDirection))]
    [TestCase(nameof(NftDataType.MobilityHeaderType))]
    [TestCase(nameof(NftDataType.Dscp), 63)]
    [TestCase(nameof(NftDataType.DccpPacketType), 15)]
    [TestCase(nameof(NftDataType.Ecn), 3)]
    [TestCase(nameof(NftDataType.Boolean), 1)]
    public void Every_value_of_a_type_of_one_byte_is_read_and_listed_alike(string type, int last = byte.MaxValue) =>
        AssertListedAlike(Named(type), Enumerable.Range(0, last + 1).Select(static i => NftValue.FromByte((byte)i)));

    [TestCase(nameof(NftDataType.Ipv4Address), "0.0.0.0", "10.0.0.1", "255.255.255.255")]
    [TestCase(nameof(NftDataType.Ipv6Address), "::", "::1", "::1.2.3.4", "::ffff:1.2.3.4", "fe80::1", "64:ff9b::102:304", "::5efe:102:304", "1:0:2:3:4:5:6:7", "2001:db8::1:0:0:1", "1:2:3:4:5:6:7:0", "1:2:3:4:5:6::")]
    [TestCase(nameof(NftDataType.EthernetAddress), "02:42:ac:11:00:02", "ff:ff:ff:ff:ff:ff")]
    [TestCase(nameof(NftDataType.EthernetType), "ip", "arp", "ip6", "8021q", "8021ad", "0x0000", "0x88cc")]
    [TestCase(nameof(NftDataType.ArpOperation), "request", "reply", "nak", "5", "256")]
    [TestCase(nameof(NftDataType.InetService), "0", "80", "65535")]
    [TestCase(nameof(NftDataType.Mark), "0x00000000", "0x00000001", "0xffffffff")]
    [TestCase(nameof(NftDataType.InterfaceIndex), "\"lo\"", "7")]
    [TestCase(nameof(NftDataType.InterfaceType), "ether", "loopback", "sit", "5")]
    [TestCase(nameof(NftDataType.InterfaceName), "\"eth0\"", "\"a.b-c@d\"", "\"ä\"")]
    [TestCase(nameof(NftDataType.Realm), "1", "77")]
    [TestCase(nameof(NftDataType.ClassId), "none", "root", "1:10", "0:5", "ffff:0")]
    [TestCase(nameof(NftDataType.UserId), "0", "65534")]
    [TestCase(nameof(NftDataType.GroupId), "0", "65534")]
    [TestCase(nameof(NftDataType.InterfaceGroup), "1", "77")]
    [TestCase(nameof(NftDataType.ConntrackState), "0x0", "new", "established | related", "invalid | untracked", "0x80")]
    [TestCase(nameof(NftDataType.ConntrackStatus), "snat | dnat", "expected | seen-reply | assured | confirmed | dying", "0x40")]
    [TestCase(nameof(NftDataType.FibAddressType), "unspec", "local", "prohibit", "11")]
    [TestCase(nameof(NftDataType.Duration), "1s", "500ms", "1h30m", "1d2h3m4s5ms")]
    public void Values_of_longer_types_are_read_and_listed_alike(string type, params string[] values) =>
        AssertListedAlike(Named(type), values.Select(Named(type).Parse));

    [Test]
    public void Concatenations_are_read_and_listed_alike()
    {
        var type = NftDataType.Concatenate(NftDataType.Mark, NftDataType.Ipv6Address, NftDataType.InetProtocol, NftDataType.InetService, NftDataType.InterfaceName);
        AssertListedAlike(type, [type.Parse("0x00000001 . fd00::1 . tcp . 80 . \"eth0\""), type.Parse("0x00000002 . :: . 200 . 0 . \"lo\"")]);
    }

    [TestCase(nameof(NftDataType.Ipv4Address), "10.0.0.0-10.0.0.255", "10.0.1.1-10.0.1.7", "10.0.2.1", "128.0.0.0-255.255.255.255")]
    [TestCase(nameof(NftDataType.Ipv6Address), "fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fd00::1-fd00::5")]
    [TestCase(nameof(NftDataType.InetService), "0-1023", "1024-2047", "3000", "65000-65535")]
    [TestCase(nameof(NftDataType.InetProtocol), "0-15", "17", "50-51")]
    [TestCase(nameof(NftDataType.EthernetAddress), "02:00:00:00:00:00-02:00:00:00:00:ff")]
    [TestCase(nameof(NftDataType.EthernetType), "0x0800-0x08ff")]
    public void Ranges_are_read_and_listed_alike(string type, params string[] ranges)
    {
        var set = new NftSet(Table, "s", Named(type)) { Flags = NftSetFlags.Interval };
        AssertListedAlike(set, ranges.Select(range =>
        {
            var ends = range.Split('-');
            return new NftElement(set.KeyType.Parse(ends[0])) { KeyEnd = ends.Length > 1 ? set.KeyType.Parse(ends[1]) : null };
        }));
    }

    [Test]
    public void Marks_in_sets_with_intervals_are_in_network_order_and_become_prefixes()
    {
        var set = new NftSet(Table, "s", NftDataType.Mark) { Flags = NftSetFlags.Interval };
        AssertListedAlike(
            set,
            [
                new NftElement(new NftValue([0, 0, 1, 0])) { KeyEnd = new NftValue([0, 0, 1, 0xff]) },
                new NftElement(new NftValue([0, 0, 2, 0])) { KeyEnd = new NftValue([0, 0, 2, 5]) },
            ]);
        Assert.That(Host.Run("nft list ruleset"), Does.Contain("0x00000100/24").And.Contains("0x00000200-0x00000205"));
    }

    [Test]
    public void Names_of_interfaces_may_end_in_an_asterisk_of_either_meaning()
    {
        var set = new NftSet(Table, "s", NftDataType.InterfaceName) { Flags = NftSetFlags.Interval };
        var first = new byte[16];
        "eth"u8.CopyTo(first);
        var last = Enumerable.Repeat((byte)0xff, 16).ToArray();
        "eth"u8.CopyTo(last);
        AssertListedAlike(set, [new NftElement(new NftValue(first)) { KeyEnd = new NftValue(last) }, new NftElement(NftValue.FromInterfaceName("lo"))]);

        // nft 1.0.6 reads an escaped asterisk, but lists it without the escape, as something it would then refuse.
        var plain = new NftSet(Table, "plain", NftDataType.InterfaceName);
        var odd = new NftElement(NftValue.FromInterfaceName("eth*")).ToString(plain);
        Assert.That(odd, Is.EqualTo("element inet t plain { \"eth\\*\" }"));
        NftProgram.Load(Host, $"{plain}\n{odd}\n");
        Assert.That(Host.Run("nft list set inet t plain"), Does.Contain("{ \"eth*\" }"));
    }

    [Test]
    public void A_time_of_zero_is_written_though_nft_lists_nothing_for_it()
    {
        // nft 1.0.6 prints an empty text for it, which it does not read back.
        var set = new NftSet(Table, "s", NftDataType.Duration);
        NftProgram.Load(Host, $"table {Table}\n{set}\n{new NftElement(NftDataType.Duration.Parse("0s")).ToString(set)}\n");
        Assert.That(Blanks().Replace(Host.Run("nft list set inet t s"), " "), Does.Contain("elements = { }"));
    }

    private static NftDataType Named(string type) => (NftDataType)typeof(NftDataType).GetField(type)!.GetValue(null)!;

    private void AssertListedAlike(NftDataType type, IEnumerable<NftValue> values) =>
        AssertListedAlike(new NftSet(Table, "s", type), values.Select(static value => new NftElement(value)));

    private void AssertListedAlike(NftSet set, IEnumerable<NftElement> elements)
    {
        var commands = elements.Select(element => element.ToString(set)).ToList();
        NftProgram.Load(Host, $"table {Table}\n{set}\n{string.Join('\n', commands)}\n");

        var listed = Host.Run($"nft list set {Table} {set.Name}");
        var between = listed[(listed.IndexOf("elements = {", StringComparison.Ordinal) + "elements = {".Length)..listed.IndexOf('}', StringComparison.Ordinal)];
        var expected = between.Split(',', StringSplitOptions.TrimEntries);
        var actual = commands.Select(static command => command[(command.IndexOf('{', StringComparison.Ordinal) + 1)..^1].Trim());
        Assert.That(actual, Is.EquivalentTo(expected));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
