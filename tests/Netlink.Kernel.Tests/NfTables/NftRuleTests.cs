using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

public sealed class NftRuleTests : NftTest
{
    [SetUp]
    public void MakeChain()
    {
        Make();
        Commit(static transaction =>
        {
            transaction.AddChain(new NftChain(Table, "c"));
            transaction.AddChain(new NftChain(Table, "d"));
        });
    }

    [Test]
    public void Rules_go_to_the_end_the_beginning_and_beside_others()
    {
        Commit(static transaction =>
        {
            transaction.AddRule(Rule("b"));
            transaction.AddRule(Rule("d"));
            transaction.InsertRule(Rule("a"));
        });
        var handles = Nft.ListRules(Table, "c").ToDictionary(static rule => rule.Comment!, static rule => rule.Handle!.Value);

        Commit(transaction =>
        {
            transaction.AddRuleAfter(Rule("c"), handles["b"]);
            transaction.InsertRuleBefore(Rule("before a"), handles["a"]);
            transaction.ReplaceRule(handles["d"], Rule("not d"));
        });

        Assert.That(Comments(), Is.EqualTo(new[] { "before a", "a", "b", "c", "not d" }));
        Assert.That(Host.Run("nft list chain inet t c").Split('\n').Count(static line => line.Contains("accept comment", StringComparison.Ordinal)), Is.EqualTo(5));

        Commit(transaction => transaction.DeleteRule(Table, "c", handles["a"]));
        Assert.That(Comments(), Is.EqualTo(new[] { "before a", "b", "c", "not d" }));
        var error = Assert.Throws<NetlinkException>(() => Commit(transaction => transaction.DeleteRule(Table, "c", handles["a"])))!;
        Assert.That(error.Errno, Is.EqualTo(Errno.ENOENT));
        Assert.That(error.Operation, Is.EqualTo($"delete rule inet t c handle {handles["a"]}"));
        Assert.That(error.Attribute, Is.EqualTo("NFTA_RULE_HANDLE"));
    }

    [Test]
    public void Chains_and_tables_are_flushed()
    {
        Commit(static transaction =>
        {
            transaction.AddRule(Rule("c"));
            transaction.AddRule(new NftRule(Table, "d", [new NftVerdictStatement(NftVerdict.Drop)]));
        });

        Commit(static transaction => transaction.FlushChain(Table, "c"));
        Assert.That(Nft.ListRules().Single().Chain, Is.EqualTo("d"));
        Commit(static transaction => transaction.FlushTable(Table));
        Assert.That(Nft.ListRules(), Is.Empty);
    }

    [Test]
    public void Only_the_rules_asked_for_are_listed()
    {
        Commit(static transaction =>
        {
            transaction.AddTable(new NftTable(NftFamily.Ip, "t"));
            transaction.AddChain(new NftChain(new NftTableName(NftFamily.Ip, "t"), "c"));
            transaction.AddRule(new NftRule(new NftTableName(NftFamily.Ip, "t"), "c", [new NftVerdictStatement(NftVerdict.Drop)]));
            transaction.AddRule(Rule("c"));
            transaction.AddRule(new NftRule(Table, "d", [new NftVerdictStatement(NftVerdict.Drop)]));
        });

        Assert.That(Nft.ListRules(), Has.Length.EqualTo(3));
        Assert.That(Nft.ListRules(Table), Has.Length.EqualTo(2));
        Assert.That(Nft.ListRules(Table, "d"), Has.Length.EqualTo(1));
        Assert.That(Nft.ListRules(Table, "absent"), Is.Empty);
        Assert.That(Nft.ListRules(new NftTableName(NftFamily.Inet, "absent")), Is.Empty);
        Assert.That(Nft.ListChains(new NftTableName(NftFamily.Ip, "t")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Two_anonymous_sets_of_one_transaction_are_told_apart_and_go_with_their_rules()
    {
        var lan = new NftSet(Table, "lan", NftDataType.Ipv4Address) { Flags = NftSetFlags.Anonymous | NftSetFlags.Interval };
        var ports = new NftSet(Table, "ports", NftDataType.InetService) { Flags = NftSetFlags.Anonymous, DataType = NftDataType.Verdict };
        Commit(transaction =>
        {
            // A named set of the same name is not the one that is meant.
            transaction.AddSet(new NftSet(Table, "lan", NftDataType.Ipv4Address));
            transaction.AddAnonymousSet(lan, new NftElement(Address("10.0.0.0")) { KeyEnd = Address("10.255.255.255") });
            transaction.AddAnonymousSet(ports, new NftElement(NftValue.FromPort(80)) { Verdict = NftVerdict.Accept }, new NftElement(NftValue.FromPort(22)) { Verdict = NftVerdict.Drop });
            transaction.AddRule(new NftRule(Table, "c", [.. NftMatch.InSet(lan, NftField.IpSource)]));
            transaction.AddRule(new NftRule(Table, "d", [.. NftStatement.VerdictMap(ports, NftField.TcpDestinationPort)]));
        });

        var listed = Host.Run("nft list table inet t");
        Assert.That(listed, Does.Contain("ip saddr { 10.0.0.0/8 }").And.Contains("tcp dport vmap { 22 : drop, 80 : accept }"));
        Commit(static transaction => transaction.FlushTable(Table));
        Assert.That(Nft.ListSets().Select(static set => set.Name), Is.EqualTo(new[] { "lan" }));
    }

    [Test]
    public void A_rule_is_destroyed_whether_it_exists_or_not()
    {
        Commit(static transaction => transaction.AddRule(Rule("c")));
        var handle = Nft.ListRules().Single().Handle!.Value;
        for (var i = 0; i < 2; i++)
        {
            Commit(transaction => transaction.DestroyRule(Table, "c", handle));
            Assert.That(Nft.ListRules(), Is.Empty);
        }
    }

    private static NftRule Rule(string comment) => new(Table, "c", [new NftCounter(), new NftVerdictStatement(NftVerdict.Accept)]) { Comment = comment };

    private IEnumerable<string?> Comments() => Nft.ListRules(Table, "c").Select(static rule => rule.Comment);
}
