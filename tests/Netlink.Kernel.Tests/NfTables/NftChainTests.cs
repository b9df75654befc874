using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

public sealed class NftChainTests : NftTest
{
    private static IEnumerable<TestCaseData> BaseChains()
    {
        NftHook[] all = [NftHook.Prerouting, NftHook.Input, NftHook.Forward, NftHook.Output, NftHook.Postrouting];
        foreach (var family in new[] { NftFamily.Ip, NftFamily.Ip6, NftFamily.Inet, NftFamily.Bridge })
        {
            foreach (var hook in all)
            {
                yield return new TestCaseData(family, new NftBaseChain(NftChainType.Filter, hook, -5));
            }
        }

        foreach (var hook in all.Where(static hook => hook is not NftHook.Forward))
        {
            yield return new TestCaseData(NftFamily.Inet, new NftBaseChain(NftChainType.Nat, hook, NftPriority.DestinationNat));
        }

        yield return new TestCaseData(NftFamily.Ip6, new NftBaseChain(NftChainType.Route, NftHook.Output, NftPriority.Mangle) { Policy = NftPolicy.Drop });
        yield return new TestCaseData(NftFamily.Arp, new NftBaseChain(NftChainType.Filter, NftHook.Input, 0));
        yield return new TestCaseData(NftFamily.Arp, new NftBaseChain(NftChainType.Filter, NftHook.Output, int.MaxValue));
        yield return new TestCaseData(NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, int.MinValue) { Devices = ["lo"] });
        yield return new TestCaseData(NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Devices = ["lo", "v0"] });
        yield return new TestCaseData(NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Egress, 0) { Devices = ["lo"] });
        yield return new TestCaseData(NftFamily.Inet, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Devices = ["lo"] });
    }

    [TestCaseSource(nameof(BaseChains))]
    public void A_base_chain_is_listed_as_it_was_given_and_nft_reads_it_back(NftFamily family, NftBaseChain hook)
    {
        Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var table = new NftTableName(family, "t");
        var chain = new NftChain(table, "c") { Base = hook, Comment = "base" };
        Commit(transaction =>
        {
            transaction.AddTable(new NftTable(family, "t"));
            transaction.CreateChain(chain);
        });

        Assert.That(Nft.ListChains(table), Has.Length.EqualTo(1));
        Assert.That(Nft.FindChain(table, "c")! with { Handle = null }, Is.EqualTo(chain));

        var other = NewNamespace("copy");
        other.Route.CreateLink(new VethSpec("v0", "v1"));
        NftProgram.Load(other, Host.Run("nft list ruleset"));
        Assert.That(Json(other), Is.EqualTo(Json(Host)));
    }

    [Test]
    public void Policies_change_names_change_and_rules_follow()
    {
        Make();
        var forward = new NftChain(Table, "forward") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Forward, 0) };
        Commit(transaction =>
        {
            transaction.AddChain(forward);
            transaction.AddChain(new NftChain(Table, "old"));
            transaction.AddRule(new NftRule(Table, "forward", [new NftVerdictStatement(NftVerdict.Jump("old"))]));
        });

        var old = Nft.FindChain(Table, "old")!;
        Commit(transaction =>
        {
            transaction.SetChainPolicy(Table, "forward", NftPolicy.Drop);
            transaction.RenameChain(old, "new");
        });

        Assert.That(Nft.FindChain(Table, "forward")!.Base!.Policy, Is.EqualTo(NftPolicy.Drop));
        Assert.That(Nft.FindChain(Table, "old"), Is.Null);
        Assert.That(Nft.ListRules(Table, "forward").Single().Expressions, Is.EqualTo(NftExpressionList.Create([new NftVerdictStatement(NftVerdict.Jump("new"))])));
        Assert.That(Host.Run("nft list chain inet t forward"), Does.Contain("jump new").And.Contains("policy drop"));

        Commit(static transaction => transaction.SetChainPolicy(Table, "forward", NftPolicy.Accept));
        Assert.That(Host.Run("nft list chain inet t forward"), Does.Contain("policy accept"));
    }

    [Test]
    public void Adding_again_is_content_creating_again_is_not_and_destroying_twice_is_fine()
    {
        Make();
        var chain = new NftChain(Table, "c");
        Commit(transaction =>
        {
            transaction.AddChain(chain);
            transaction.AddChain(chain);
        });

        Assert.That(Refusal(transaction => transaction.CreateChain(chain)), Is.EqualTo((Errno.EEXIST, "create chain inet t c")));
        Assert.That(Refusal(static transaction => transaction.CreateTable(new NftTable(NftFamily.Inet, "t"))), Is.EqualTo((Errno.EEXIST, "create table inet t")));
        Commit(static transaction =>
        {
            transaction.DestroyChain(Table, "c");
            transaction.DestroyChain(Table, "c");
        });

        Assert.That(Nft.ListChains(), Is.Empty);
        Assert.That(Refusal(static transaction => transaction.DeleteChain(Table, "c")), Is.EqualTo((Errno.ENOENT, "delete chain inet t c")));
        Commit(static transaction => transaction.DestroyTable(Table));
        Commit(static transaction => transaction.DestroyTable(Table));
        Assert.That(Refusal(static transaction => transaction.DeleteTable(Table)), Is.EqualTo((Errno.ENOENT, "delete table inet t")));
    }

    [Test]
    public void A_chain_that_something_leads_to_stays()
    {
        Make();
        Commit(static transaction =>
        {
            transaction.AddChain(new NftChain(Table, "a"));
            transaction.AddChain(new NftChain(Table, "b"));
            transaction.AddRule(new NftRule(Table, "a", [new NftVerdictStatement(NftVerdict.Jump("b"))]));
        });

        Assert.That(Refusal(static transaction => transaction.DeleteChain(Table, "b")), Is.EqualTo((Errno.EBUSY, "delete chain inet t b")));
        Commit(static transaction => transaction.DeleteChain(Table, "a"));
        Commit(static transaction => transaction.DeleteChain(Table, "b"));
    }

    private (Errno Errno, string Operation) Refusal(Action<NftTransaction> change)
    {
        var error = Assert.Throws<NetlinkException>(() => Commit(change))!;
        return (error.Errno, error.Operation);
    }
}
