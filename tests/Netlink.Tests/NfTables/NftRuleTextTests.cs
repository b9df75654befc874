using System.Net;
using NetController.Netlink.NfTables;
using NetController.TestSupport.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Expressions of rules as text of nft. The kernel tests have nft read it.</summary>
public sealed class NftRuleTextTests
{
    private static readonly NftPayload Source = new(NftPayloadBase.NetworkHeader, 12, 4);
    private static readonly NftPayload Port = new(NftPayloadBase.TransportHeader, 2, 2);
    private static readonly NftMeta Mark = new(NftMetaKey.Mark);
    private static readonly NftExpression[] OfIp = [new NftMeta(NftMetaKey.NetworkProtocol), ByteIs(2)];
    private static readonly NftExpression[] OfTcp = [new NftMeta(NftMetaKey.TransportProtocol), ByteIs(6)];
    private static readonly NftCompare IsAddress = new(NftComparison.Equal, Bytes(10, 0, 0, 1));
    private static readonly NftCompare IsHttp = new(NftComparison.Equal, NftValue.FromPort(80));

    private static readonly NftSet Hosts = new(Table(NftFamily.Inet), "hosts", NftDataType.Ipv4Address);

    [TestCaseSource(nameof(Exact))]
    public void Expressions_are_said_as_nft_would_say_them(NftFamily family, NftExpression[] expressions, string text)
    {
        var rule = new NftRule(Table(family), "c", [.. expressions]);
        Assert.That(rule.ToText(Find), Is.EqualTo(new NftRuleText(text, NftTextFidelity.Exact)));
    }

    [TestCaseSource(nameof(Inexact))]
    public void What_nft_would_make_otherwise_is_said_to_be_so(NftFamily family, NftExpression[] expressions, string text, NftTextFidelity fidelity)
    {
        var rule = new NftRule(Table(family), "c", [.. expressions]);
        Assert.That(rule.ToText(Find), Is.EqualTo(new NftRuleText(text, fidelity)));
    }

    [TestCaseSource(nameof(CorpusRules))]
    public void Rules_of_the_corpus_are_said_as_nft_lists_them(object corpusRule)
    {
        var rule = (NftCorpusRule)corpusRule;
        Assert.That(new NftRule(rule.Table, rule.Chain, rule.Expressions).ToText(Find).Text, Is.EqualTo(rule.Listed));
    }

    [Test]
    public void Rules_are_commands_with_their_comment() => Assert.That(
        new NftRule(Table(NftFamily.Inet), "c", [.. OfTcp, Port, IsHttp, new NftVerdictStatement(NftVerdict.Accept)]) { Comment = "web" }.ToString(),
        Is.EqualTo("rule inet t c tcp dport 80 accept comment \"web\""));

    [Test]
    public void Sets_without_a_name_stand_in_the_rule_when_their_elements_are_known_and_else_by_name() => Assert.Multiple(() =>
    {
        var rule = new NftRule(Table(NftFamily.Inet), "c", [.. OfTcp, Port, new NftLookup("__set0")]);
        Assert.That(rule.ToText(Find).Text, Is.EqualTo("tcp dport { 80, 443 }"));
        Assert.That(rule.ToText().Text, Is.EqualTo("tcp dport @__set0"));
    });

    [Test]
    public void Statements_of_sets_are_text_by_themselves() => Assert.Multiple(() =>
    {
        Assert.That(new NftCounter(1, 2).ToString(), Is.EqualTo("counter packets 1 bytes 2"));
        Assert.That(new NftLimit(5, NftLimitUnit.Second).ToString(), Is.EqualTo("limit rate 5/second"));
        Assert.That(new NftLimit(1024 * 1024, NftLimitUnit.Hour) { IsOfBytes = true, Burst = 1025, IsInverted = true }.ToString(), Is.EqualTo("limit rate over 1 mbytes/hour burst 1025 bytes"));
        Assert.That(new NftQuota(25 * 1024) { IsInverted = true, Consumed = 5 }.ToString(), Is.EqualTo("quota over 25 kbytes used 5 bytes"));
        Assert.That(new NftConnectionLimit(5) { IsInverted = true }.ToString(), Is.EqualTo("ct count over 5"));
        Assert.That(
            new NftSet(Table(NftFamily.Inet), "s", NftDataType.Ipv4Address) { ElementExpressions = [new NftCounter()] }.ToString(), Is.EqualTo("set inet t s { type ipv4_addr; counter packets 0 bytes 0; }"));
    });

    [Test]
    public void Rulesets_are_files_in_which_rules_that_nft_has_no_words_for_are_comments()
    {
        var table = Table(NftFamily.Inet);
        NftRule[] rules =
        [
            new(table, "c", [.. OfTcp, Port, new NftLookup("__set0"), new NftVerdictStatement(NftVerdict.Accept)]) { Comment = "web" },
            new(table, "c", [new NftRawExpression("xt", [1, 2]), new NftVerdictStatement(NftVerdict.Drop)]),
        ];
        var content = new NftTableContent(
            new NftTable(NftFamily.Inet, "t"), [Find("hosts")!, Find("__set0")!], [new NftChainContent(new NftChain(table, "c"), [.. rules])]);

        Assert.That(new NftRuleset(1, [content]).ToString(), Is.EqualTo("""
            table inet t {
            	set hosts {
            		type ipv4_addr
            	}

            	chain c {
            		tcp dport { 80, 443 } accept comment "web"
            		# not in the notation of nft: <xt> drop
            	}
            }

            """));
    }

    [Test]
    public void Any_expressions_become_text([Values] NftFamily family, [Values(1, 2)] int seed)
    {
        var random = new Random(seed);
        var wild = new WildRules(random);
        var sensible = new RandomRules(random);
        for (var i = 0; i < 5000; i++)
        {
            var rule = new NftRule(Table(family), "c", random.Next(4) == 0 ? sensible.Next() : wild.Next());
            var text = rule.ToText(random.Next(2) == 0 ? null : Find);
            Assert.That(text.Text, Is.Not.Empty.And.Not.Contains('\n'));
            Assert.That(text.Text.Contains('<', StringComparison.Ordinal) && text.Fidelity is NftTextFidelity.Exact && !text.Text.Contains(" < ", StringComparison.Ordinal) && !text.Text.Contains("<<", StringComparison.Ordinal) && !text.Text.Contains("<=", StringComparison.Ordinal), Is.False, text.Text);
        }
    }

    private static IEnumerable<TestCaseData> CorpusRules() => NftRuleCorpus.Rules().Select(static rule => new TestCaseData(rule).SetArgDisplayNames(rule.ToString()));

    private static IEnumerable<TestCaseData> Exact()
    {
        yield return Case(NftFamily.Ip, "ip saddr 10.0.0.1", Source, IsAddress);
        yield return Case(NftFamily.Inet, "ip saddr 10.0.0.1", [.. OfIp, Source, IsAddress]);
        yield return Case(NftFamily.Inet, "@nh,96,32 0xa000001", Source, IsAddress);
        yield return Case(NftFamily.Bridge, "ip saddr 10.0.0.1", new NftMeta(NftMetaKey.Protocol), new NftCompare(NftComparison.Equal, Bytes(8, 0)), Source, IsAddress);
        yield return Case(NftFamily.Inet, "meta nfproto ipv4 counter packets 0 bytes 0 ip saddr 10.0.0.1", [.. OfIp, new NftCounter(), Source, IsAddress]);
        yield return Case(NftFamily.Inet, "ip saddr 10.0.0.1 tcp dport 80", [.. OfIp, Source, IsAddress, .. OfTcp, Port, IsHttp]);
        yield return Case(NftFamily.Inet, "meta l4proto tcp ip saddr 10.0.0.1 tcp dport 80", [.. OfTcp, .. OfIp, Source, IsAddress, Port, IsHttp]);
        yield return Case(NftFamily.Inet, "th dport 80", Port, IsHttp);
        yield return Case(NftFamily.Ip, "ip saddr & 255.0.0.0 == 10.0.0.0", Source, new NftBitwise(Bytes(255, 0, 0, 0), Bytes(0, 0, 0, 0)), new NftCompare(NftComparison.Equal, Bytes(10, 0, 0, 0)));
        yield return Case(NftFamily.Ip, "ip saddr 10.0.0.0/8", new NftPayload(NftPayloadBase.NetworkHeader, 12, 1), ByteIs(10));
        yield return Case(NftFamily.Ip, "ip saddr != 10.16.0.0/12", Source, new NftBitwise(Bytes(255, 240, 0, 0), Bytes(0, 0, 0, 0)), new NftCompare(NftComparison.NotEqual, Bytes(10, 16, 0, 0)));
        yield return Case(NftFamily.Inet, "tcp sport 1 tcp dport 80", [.. OfTcp, new NftPayload(NftPayloadBase.TransportHeader, 0, 4), new NftCompare(NftComparison.Equal, Bytes(0, 1, 0, 80))]);
        yield return Case(NftFamily.Inet, "tcp sport 80 tcp dport 80/16", [.. OfTcp, new NftPayload(NftPayloadBase.TransportHeader, 0, 2), IsHttp, Port, IsHttp]);
        yield return Case(NftFamily.Inet, "tcp dport 80-90", [.. OfTcp, Port, new NftCompare(NftComparison.GreaterOrEqual, NftValue.FromPort(80)), new NftCompare(NftComparison.LessOrEqual, NftValue.FromPort(90))]);
        yield return Case(NftFamily.Inet, "tcp dport != 80-90", [.. OfTcp, Port, new NftRange(NftValue.FromPort(80), NftValue.FromPort(90)) { IsNegated = true }]);
        yield return Case(NftFamily.Inet, "meta mark & 0x000000ff == 0x00000001", Mark, new NftBitwise(NftValue.FromUInt32(0xff), NftValue.FromUInt32(0)), new NftCompare(NftComparison.Equal, NftValue.FromUInt32(1)));
        yield return Case(NftFamily.Inet, "ct state established,related", new NftConntrack(NftConntrackKey.State), new NftBitwise(NftValue.FromUInt32(6), NftValue.FromUInt32(0)), new NftCompare(NftComparison.NotEqual, NftValue.FromUInt32(0)));
        yield return Case(NftFamily.Inet, "iifname \"br*\"", new NftMeta(NftMetaKey.InputInterfaceName), new NftCompare(NftComparison.Equal, new NftValue("br"u8)));
        yield return Case(NftFamily.Inet, "ip saddr != @hosts", [.. OfIp, Source, new NftLookup("hosts") { IsNegated = true }]);
        yield return Case(NftFamily.Inet, "ip saddr . tcp dport vmap @jumps", [.. OfIp, .. OfTcp, Source, Port with { Destination = NftRegister.First.After(4) }, new NftLookup("jumps") { IsVerdictMap = true }]);
        yield return Case(NftFamily.Inet, "meta mark set meta mark & 0x000000ff | 0x00000010", Mark, new NftBitwise(NftValue.FromUInt32(0xef), NftValue.FromUInt32(0x10)), new NftMetaSet(NftMetaKey.Mark));
        yield return Case(NftFamily.Inet, "tcp dport 80 dnat ip to 10.0.0.1:80", [.. OfTcp, Port, IsHttp, new NftImmediate(Bytes(10, 0, 0, 1)), new NftImmediate(NftValue.FromPort(80)) { Destination = NftRegister.At(4) }, new NftNat(NftNatType.Destination, NftFamily.Ip) { AddressFrom = NftRegister.First, PortFrom = NftRegister.At(4) }]);
        yield return Case(NftFamily.Ip6, "meta l4proto tcp dnat to [::1]:80", [.. OfTcp, new NftImmediate(NftValue.FromAddress(IPAddress.IPv6Loopback)), new NftImmediate(NftValue.FromPort(80)) { Destination = NftRegister.At(4) }, new NftNat(NftNatType.Destination, NftFamily.Ip6) { AddressFrom = NftRegister.First, PortFrom = NftRegister.At(4) }]);
        yield return Case(NftFamily.Inet, "dnat ip to ip saddr . tcp dport map @endpoints", [.. OfIp, .. OfTcp, Source, Port with { Destination = NftRegister.First.After(4) }, new NftLookup("endpoints") { Destination = NftRegister.First }, new NftNat(NftNatType.Destination, NftFamily.Ip) { AddressFrom = NftRegister.First, PortFrom = NftRegister.First.After(4) }]);
        yield return Case(NftFamily.Inet, "reject with icmp port-unreachable", [.. OfIp, new NftReject(NftRejectType.Icmp, 3)]);
        yield return Case(NftFamily.Inet, "tcp option maxseg size set rt mtu", new NftRouteData(NftRouteKey.TcpMaximumSegment), new NftByteOrder(NftByteOrderOperation.HostToNetwork, 2, 2), new NftExtensionHeaderWrite(NftExtensionHeaderKind.TcpOption, 2, 2, 2));
    }

    private static IEnumerable<TestCaseData> Inexact()
    {
        yield return Case(NftFamily.Inet, "tcp dport 80-90", NftTextFidelity.Equivalent, [.. OfTcp, Port, new NftRange(NftValue.FromPort(80), NftValue.FromPort(90))]);
        yield return Case(NftFamily.Inet, "meta mark 0x00000001", NftTextFidelity.Equivalent, Mark with { Destination = NftRegister.At(4) }, new NftCompare(NftComparison.Equal, NftValue.FromUInt32(1)) { Source = NftRegister.At(4) });
        yield return Case(NftFamily.Inet, "<meta mark > 0x01000000>", NftTextFidelity.Incomplete, Mark, new NftCompare(NftComparison.Greater, NftValue.FromUInt32(1)));
        yield return Case(NftFamily.Ip, "<meta nfproto 0x02>", NftTextFidelity.Incomplete, OfIp);
        yield return Case(NftFamily.Inet, "@nh,96,32 @hosts", NftTextFidelity.Incomplete, Source, new NftLookup("hosts"));
        yield return Case(NftFamily.Inet, "<reject Icmp 3>", NftTextFidelity.Incomplete, new NftReject(NftRejectType.Icmp, 3));
        yield return Case(NftFamily.Inet, "dnat ip to 10.0.0.1:80", NftTextFidelity.Incomplete, new NftImmediate(Bytes(10, 0, 0, 1)), new NftImmediate(NftValue.FromPort(80)) { Destination = NftRegister.At(4) }, new NftNat(NftNatType.Destination, NftFamily.Ip) { AddressFrom = NftRegister.First, PortFrom = NftRegister.At(4) });
        yield return Case(NftFamily.Inet, "accept counter packets 0 bytes 0", NftTextFidelity.Incomplete, new NftVerdictStatement(NftVerdict.Accept), new NftCounter());
        yield return Case(NftFamily.Inet, "<jump accept>", NftTextFidelity.Incomplete, new NftVerdictStatement(NftVerdict.Jump("accept")));
        yield return Case(NftFamily.Inet, "<meta mark>", NftTextFidelity.Incomplete, Mark);
        yield return Case(NftFamily.Inet, "log prefix <\"a$b\">", NftTextFidelity.Incomplete, new NftLog { Prefix = "a$b" });
    }

    private static TestCaseData Case(NftFamily family, string text, params NftExpression[] expressions) => new TestCaseData(family, expressions, text).SetArgDisplayNames($"{family}", text);

    private static TestCaseData Case(NftFamily family, string text, NftTextFidelity fidelity, params NftExpression[] expressions) =>
        new TestCaseData(family, expressions, text, fidelity).SetArgDisplayNames($"{family}", text);

    private static NftSetContent? Find(string name) => name switch
    {
        "hosts" => new(Hosts, []),
        "remembered" => new(new NftSet(Table(NftFamily.Inet), "remembered", NftDataType.Ipv4Address) { DataType = NftDataType.Mark }, []),
        "jumps" => new(Endpoints("jumps", NftDataType.Verdict), []),
        "endpoints" => new(Endpoints("endpoints", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)), []),
        "__set0" => new(
            new NftSet(Table(NftFamily.Inet), "__set0", NftDataType.InetService) { Flags = NftSetFlags.Anonymous | NftSetFlags.Constant },
            [new NftElement(NftValue.FromPort(443)), new NftElement(NftValue.FromPort(80))]),
        _ => null,
    };

    private static NftSet Endpoints(string name, NftDataType data) =>
        new(Table(NftFamily.Inet), name, NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = data };

    private static NftTableName Table(NftFamily family) => new(family, "t");

    private static NftCompare ByteIs(byte value) => new(NftComparison.Equal, NftValue.FromByte(value));

    private static NftValue Bytes(params ReadOnlySpan<byte> bytes) => new(bytes);
}
