using System.Net;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Objects of nf_tables as commands of nft. The kernel tests have nft read them.</summary>
public sealed class NftTextTests
{
    private static readonly NftTableName Filter = new(NftFamily.Inet, "filter");

    [Test]
    public void Tables_are_written_with_what_is_set() => Assert.Multiple(() =>
    {
        Assert.That(new NftTable(NftFamily.Ip, "t").ToString(), Is.EqualTo("table ip t"));
        Assert.That(new NftTable(NftFamily.NetDevice, "t") { Flags = NftTableFlags.Dormant, Comment = "mine" }.ToString(), Is.EqualTo("table netdev t { flags dormant; comment \"mine\"; }"));
        Assert.That(new NftTable(NftFamily.Inet, "t") { Flags = NftTableFlags.Owner | NftTableFlags.Persist }.ToString(), Is.EqualTo("table inet t { flags owner; }"));
    });

    [TestCase(NftFamily.Inet, NftHook.Forward, 0, "filter")]
    [TestCase(NftFamily.Inet, NftHook.Forward, -10, "filter - 10")]
    [TestCase(NftFamily.Inet, NftHook.Forward, 11, "11")]
    [TestCase(NftFamily.Ip, NftHook.Output, -310, "raw - 10")]
    [TestCase(NftFamily.Ip, NftHook.Output, -100, "-100")]
    [TestCase(NftFamily.Ip6, NftHook.Prerouting, -95, "dstnat + 5")]
    [TestCase(NftFamily.Ip, NftHook.Postrouting, 100, "srcnat")]
    [TestCase(NftFamily.Bridge, NftHook.Forward, -200, "filter")]
    [TestCase(NftFamily.Bridge, NftHook.Forward, 0, "0")]
    [TestCase(NftFamily.Bridge, NftHook.Output, 102, "out + 2")]
    [TestCase(NftFamily.Arp, NftHook.Input, -150, "-150")]
    [TestCase(NftFamily.NetDevice, NftHook.Ingress, int.MinValue, "-2147483648")]
    public void Priorities_have_the_names_that_nft_gives_them(NftFamily family, NftHook hook, int priority, string text)
    {
        var chain = new NftChain(new NftTableName(family, "t"), "c") { Base = new NftBaseChain(NftChainType.Filter, hook, priority) };
        Assert.That(chain.ToString(), Does.Contain($"priority {text}; policy accept;"));
    }

    [Test]
    public void Chains_are_written_with_devices_and_policy() => Assert.Multiple(() =>
    {
        var ingress = new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Policy = NftPolicy.Drop };
        Assert.That(new NftChain(Filter, "c").ToString(), Is.EqualTo("chain inet filter c"));
        Assert.That(
            new NftChain(Filter, "c") { Base = ingress with { Devices = ["eth0"] }, Comment = "x" }.ToString(),
            Is.EqualTo("chain inet filter c { comment \"x\"; type filter hook ingress device \"eth0\" priority filter; policy drop; }"));
        Assert.That(
            new NftChain(Filter, "c") { Base = ingress with { Devices = ["a", "b"] } }.ToString(),
            Is.EqualTo("chain inet filter c { type filter hook ingress devices = { \"a\", \"b\" } priority filter; policy drop; }"));
    });

    [Test]
    public void Sets_are_written_in_the_order_of_nft()
    {
        var set = new NftSet(Filter, "s", NftDataType.Ipv4Address)
        {
            DataType = NftDataType.Mark,
            Size = 5,
            Flags = NftSetFlags.Interval | NftSetFlags.Timeout | NftSetFlags.Map,
            AutoMerge = true,
            Timeout = TimeSpan.FromMinutes(90),
            GarbageCollectionInterval = TimeSpan.FromMilliseconds(1500),
            Comment = "x",
        };
        Assert.That(
            set.ToString(),
            Is.EqualTo("map inet filter s { type ipv4_addr : mark; size 5; flags interval,timeout; auto-merge; timeout 1h30m; gc-interval 1s500ms; comment \"x\"; }"));
    }

    [Test]
    public void Types_that_nft_has_no_word_for_are_written_as_fields_of_that_type()
    {
        var key = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.Integer(2, isHostOrder: false));
        Assert.That(new NftSet(Filter, "s", key).ToString(), Is.EqualTo("set inet filter s { typeof ip saddr . ip length; }"));
        Assert.That(
            new NftSet(Filter, "s", NftDataType.Day) { DataType = NftDataType.Verdict }.ToString(), Is.EqualTo("map inet filter s { typeof meta day : verdict; }"));
    }

    [Test]
    public void Elements_are_written_with_times_comments_and_where_they_lead() => Assert.Multiple(() =>
    {
        var set = new NftSet(Filter, "s", NftDataType.Ipv4Address) { DataType = NftDataType.Verdict, Flags = NftSetFlags.Interval };
        var range = new NftElement(Address("10.0.0.0"))
        {
            KeyEnd = Address("10.0.0.255"),
            Timeout = TimeSpan.FromMinutes(1),
            Expiration = TimeSpan.FromSeconds(2),
            Comment = "lan",
            Verdict = NftVerdict.Jump("in"),
        };
        Assert.That(NftElementText.Format(set, range), Is.EqualTo("10.0.0.0/24 timeout 1m expires 2s comment \"lan\" : jump in"));
        Assert.That(NftElementText.Format(set, range with { IsCatchAll = true, Timeout = null, Expiration = null, Comment = null }), Is.EqualTo("* : jump in"));
        Assert.That(
            NftElementText.Format(set with { DataType = NftDataType.InetService }, new NftElement(Address("10.0.0.1")) { Data = NftValue.FromPort(80) }),
            Is.EqualTo("10.0.0.1 : 80"));
    });

    [TestCase("filter", ExpectedResult = true)]
    [TestCase("a-b.c/d_e:1", ExpectedResult = true)]
    [TestCase("_a", ExpectedResult = true)]
    [TestCase("1a", ExpectedResult = false)]
    [TestCase("a@b", ExpectedResult = false)]
    [TestCase("ä", ExpectedResult = false)]
    [TestCase("accept", ExpectedResult = false)]
    public bool Names_are_told_apart_by_whether_nft_can_type_them(string name) => NftTypable.Is(name);

    private static NftValue Address(string text) => NftValue.FromAddress(IPAddress.Parse(text));
}
