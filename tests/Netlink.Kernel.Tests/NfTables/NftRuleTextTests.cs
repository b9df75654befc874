using System.Text.RegularExpressions;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>Rules go from nft through the kernel into our text and through nft into the kernel again, and are the same there. The rules are in the folder Corpus.</summary>
public sealed partial class NftRuleTextTests : KernelTest
{
    // Ours, and what nft lists. Most are there because nft would make other expressions of its own words; some because nft knows a name that this library does not, or the other way around.
    private static readonly string[] Differences =
    [
        "meta l4proto icmp icmp type echo-request <> icmp type echo-request",
        "ct original ip saddr & 255.0.0.0 == 10.0.0.0 <> ct original ip saddr 10.0.0.0/8",
        "ip6 saddr & ffff:ffff:: == 2001:db8:: <> ip6 saddr 2001:db8::/32",
        "ip saddr & 255.255.255.0 == 10.0.0.0 <> ip saddr 10.0.0.0/24",
        "tcp sport 1 tcp dport 2/16 <> tcp sport 1 tcp dport 2",
        "icmp type echo-request icmp code 0/8 <> icmp type echo-request icmp code net-unreachable",
        "th sport 1 th dport 2 <> @th,0,32 0x10002",
        "meta l4proto tcp @th,0,32 != 0x10002 <> tcp sport != 1 tcp dport != 2",
        "meta mark & 0xffffffff == 0x00000005 <> meta mark 0x00000005",
        "ether saddr 00:01:02:03:04:05 ether type ip ip saddr 1.2.3.4 <> ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4",
        "ether type ip ip saddr 1.2.3.4 <> ip saddr 1.2.3.4",
        "igmp type membership-query <> meta nfproto ipv4 igmp type membership-query",
        "vlan type ip <> ether type 8021q vlan type ip",
        "ip protocol icmp icmp type echo-request <> icmp type echo-request",
        "ip6 nexthdr tcp tcp dport 80 <> tcp dport 80",
        "ct original saddr 1.2.3.4 <> ct original ip saddr 1.2.3.4",
        "icmp type { echo-reply, echo-request } @th,32,16 0x5 <> icmp type { echo-reply, echo-request } icmp id 5",
        "icmp type { echo-reply, echo-request } @th,48,16 0x5 <> icmp type { echo-reply, echo-request } icmp sequence 5",
        "icmpv6 type { echo-request, echo-reply } @th,32,16 0x7 <> icmpv6 type { echo-request, echo-reply } icmpv6 id 7",
        "icmp type destination-unreachable @th,48,16 0x5 <> icmp mtu 5",
        "icmp type redirect @th,32,32 0x5 <> icmp gateway 5",
        "icmpv6 type mld-listener-query @th,32,16 0x5 <> icmpv6 max-delay 5",
        "icmpv6 type packet-too-big @th,32,32 0x5 <> icmpv6 mtu 5",
        "tcp flags == syn | ack <> tcp flags == 0x12",
        "tcp flags > fin | rst <> tcp flags > 0x5",
        "ct state > invalid | related <> ct state > 0x1 | 0x4",
        "icmp type set echo-reply <> th sport set th sport & 255",
        "oifgroup 0 <> oifgroup \"default\"",
        "@nh,96,32 . tcp dport { 1 . 2 } <> @nh,96,32 . tcp dport { 0x1 . 2 }",
        "th dport . @nh,0,8 { 1 . 2 } <> th dport . @nh,0,8 { 1 . 0x2 }",
    ];

    [TestCase("inet")]
    [TestCase("ip")]
    [TestCase("ip6")]
    [TestCase("bridge")]
    [TestCase("netdev")]
    [TestCase("arp")]
    public void Rules_of_nft_make_the_same_rules_again_from_our_text(string family)
    {
        NftProgram.Load(Host, Corpus(family));
        var ruleset = Read(Host);
        var texts = Texts(ruleset).ToList();

        var again = NewNamespace("again");
        NftProgram.Load(again, ruleset.ToString());

        var repeated = Read(again);
        Assert.Multiple(() =>
        {
            Assert.That(Lines(texts.Where(static text => text.Fidelity is not NftTextFidelity.Exact).Select(static text => text.Text)), Is.Empty);
            Assert.That(Lines(Programs(repeated).Except(Programs(ruleset))), Is.Empty);
            Assert.That(Lines(Programs(ruleset).Except(Programs(repeated))), Is.Empty);
            Assert.That(NftProgram.Json(again), Is.EqualTo(NftProgram.Json(Host)));
        });
    }

    [TestCase("inet")]
    [TestCase("ip")]
    [TestCase("ip6")]
    [TestCase("bridge")]
    [TestCase("netdev")]
    [TestCase("arp")]
    public void Our_text_is_what_nft_lists(string family)
    {
        NftProgram.Load(Host, Corpus(family));

        var ours = Texts(Read(Host)).Select(static text => text.Text);

        var differences = ours.Zip(NftProgram.Rules(Host), static (our, listed) => Sorted(our) == Sorted(listed) ? "" : $"{our} <> {listed}").Where(static pair => pair.Length > 0);
        Assert.That(Lines(differences.Except(Differences)), Is.Empty);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Corpus(string family) => File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "NfTables", "Corpus", $"{family}.nft"));

    private static NftRuleset Read(TestNamespace host)
    {
        using var nft = NftConnection.Open(host.Namespace);
        return nft.ReadRuleset();
    }

    private static IEnumerable<NftRuleText> Texts(NftRuleset ruleset) =>
        ruleset.Tables.SelectMany(static table => table.Chains.SelectMany(chain => chain.Rules.Select(rule => rule.ToText(table.FindSet))));

    /// <summary>Each rule's text and expressions, which is what differs where nft has made something else of it.</summary>
    private static List<string> Programs(NftRuleset ruleset) =>
    [
        .. ruleset.Tables.SelectMany(static table => table.Chains.SelectMany(chain => chain.Rules.Select(rule =>
            Sorted($"{rule.ToText(table.FindSet)}") + AnonymousSet().Replace($"    {string.Join(' ', rule.Expressions)}", "__set")))),
    ];

    /// <summary>The elements of sets without a name come in any order.</summary>
    private static string Sorted(string rule) =>
        Braces().Replace(rule, static elements => $"{{ {string.Join(", ", elements.Groups[1].Value.Split(", ").Order(StringComparer.Ordinal))} }}");

    [GeneratedRegex("__(set|map)[0-9]+")]
    private static partial Regex AnonymousSet();

    [GeneratedRegex(@"\{ (.*) \}")]
    private static partial Regex Braces();
}
