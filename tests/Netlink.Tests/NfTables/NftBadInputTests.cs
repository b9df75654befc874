using System.Net;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>What cannot be is refused with a message that says which rule it breaks, before anything is sent.</summary>
public sealed class NftBadInputTests
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");
    private static readonly NftDataType Pair = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
    private static readonly NftSet Hosts = new(Table, "hosts", NftDataType.Ipv4Address);
    private static readonly NftSet Lan = Hosts with { Flags = NftSetFlags.Interval };
    private static readonly NftSet Marks = Hosts with { DataType = NftDataType.Mark };
    private static readonly NftSet Verdicts = Hosts with { DataType = NftDataType.Verdict };
    private static readonly NftElement Host = new(Address("10.0.0.1"));

    private static IEnumerable<TestCaseData> Elements()
    {
        yield return Bad("8 bytes", Hosts, new NftElement(NftValue.Concatenate(Address("10.0.0.1"), NftValue.FromPort(80))));
        yield return Bad("0 bytes", Hosts, new NftElement(default(NftValue)));
        yield return Bad("interval", Hosts, Host with { KeyEnd = Address("10.0.0.9") });
        yield return Bad("ends before it begins", Lan, Host with { KeyEnd = Address("10.0.0.0") });
        yield return Bad("last key has 16 bytes", Lan, Host with { KeyEnd = Address("fd00::1") });
        yield return Bad("no range", Lan, Host with { IsCatchAll = true, KeyEnd = Address("10.0.0.2") });
        yield return Bad("no map", Hosts, Host with { Data = NftValue.FromUInt32(1) });
        yield return Bad("no map", Hosts, Host with { Verdict = NftVerdict.Accept });
        yield return Bad("leads to a verdict", Marks, Host with { Verdict = NftVerdict.Accept });
        yield return Bad("has no data", Marks, Host);
        yield return Bad("data have 1 bytes", Marks, Host with { Data = NftValue.FromByte(1) });
        yield return Bad("no verdict", Verdicts, Host with { Data = NftValue.FromUInt32(1) });
        yield return Bad("has no verdict", Verdicts, Host);
        yield return Bad("no chain", Verdicts, Host with { Verdict = new NftVerdict(NftVerdictCode.Jump) });
        yield return Bad("timeout", Hosts, Host with { Timeout = TimeSpan.FromSeconds(1) });
        yield return Bad("1 ms", Hosts with { Flags = NftSetFlags.Timeout }, Host with { Timeout = TimeSpan.Zero });
        yield return Bad("named objects", Hosts, Host with { ObjectName = "counter" });
        yield return Bad(
            "ends before it begins",
            new NftSet(Table, "pairs", Pair) { Flags = NftSetFlags.Interval },
            new NftElement(NftValue.Concatenate(Address("10.0.0.1"), NftValue.FromPort(80))) { KeyEnd = NftValue.Concatenate(Address("10.0.0.9"), NftValue.FromPort(79)) });
    }

    private static IEnumerable<TestCaseData> Sets()
    {
        yield return new TestCaseData("cannot be a key", new NftSet(Table, "s", NftDataType.Verdict));
        yield return new TestCaseData("no type of data", Hosts with { Flags = NftSetFlags.Map });
        yield return new TestCaseData("its type is none", Hosts with { Flags = NftSetFlags.Concatenated });
        yield return new TestCaseData("named objects", Hosts with { Flags = NftSetFlags.Object });
        yield return new TestCaseData("auto-merge", Hosts with { AutoMerge = true });
        yield return new TestCaseData("flag \"timeout\"", Hosts with { Timeout = TimeSpan.FromSeconds(1) });
        yield return new TestCaseData("flag \"timeout\"", Hosts with { GarbageCollectionInterval = TimeSpan.FromSeconds(1) });
        yield return new TestCaseData("at least 1 ms", Hosts with { Flags = NftSetFlags.Timeout, Timeout = TimeSpan.FromTicks(1) });
        yield return new TestCaseData("gc-interval", Hosts with { Flags = NftSetFlags.Timeout, GarbageCollectionInterval = TimeSpan.FromDays(60) });
        yield return new TestCaseData("size of 0", Hosts with { Size = 0 });
        yield return new TestCaseData("at most 2", Hosts with { ElementExpressions = [new NftCounter(), new NftCounter(), new NftCounter()] });
        yield return new TestCaseData("pattern", new NftSet(Table, "a%d", NftDataType.Mark));
        yield return new TestCaseData("anonymous", Hosts with { Flags = NftSetFlags.Anonymous });
        yield return new TestCaseData("no family", new NftSet(new NftTableName((NftFamily)99, "t"), "s", NftDataType.Mark));
        yield return new TestCaseData("empty", new NftSet(default(NftTableName) with { Family = NftFamily.Ip }, "s", NftDataType.Mark));
    }

    private static IEnumerable<TestCaseData> Chains()
    {
        yield return Bad("no hook ingress", NftFamily.Ip, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Devices = ["lo"] });
        yield return Bad("no hook forward", NftFamily.Arp, new NftBaseChain(NftChainType.Filter, NftHook.Forward, 0));
        yield return Bad("no hook input", NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Input, 0));
        yield return Bad("no chains of type nat", NftFamily.Bridge, new NftBaseChain(NftChainType.Nat, NftHook.Prerouting, 0));
        yield return Bad("cannot stand at the hook forward", NftFamily.Ip, new NftBaseChain(NftChainType.Nat, NftHook.Forward, 0));
        yield return Bad("above -200", NftFamily.Ip, new NftBaseChain(NftChainType.Nat, NftHook.Prerouting, -200));
        yield return Bad("hook output", NftFamily.Ip, new NftBaseChain(NftChainType.Route, NftHook.Input, 0));
        yield return Bad("needs a device", NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0));
        yield return Bad("has no device", NftFamily.Ip, new NftBaseChain(NftChainType.Filter, NftHook.Input, 0) { Devices = ["lo"] });
        yield return Bad("sixteen-bytes-xx", NftFamily.NetDevice, new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Devices = ["sixteen-bytes-xx"] });
        yield return Bad("none of those", NftFamily.Ip, new NftBaseChain((NftChainType)9, NftHook.Input, 0));
    }

    [TestCaseSource(nameof(Elements))]
    public void An_element_that_its_set_cannot_hold(string rule, NftSet set, NftElement element)
    {
        AssertRefused(rule, transaction => transaction.AddElement(set, element));
        AssertRefused(rule, transaction => transaction.CreateElements(set, element));
    }

    [TestCaseSource(nameof(Sets))]
    public void A_set_that_cannot_be(string rule, NftSet set) => AssertRefused(rule, transaction => transaction.AddSet(set));

    [TestCaseSource(nameof(Chains))]
    public void A_chain_that_its_family_does_not_have(string rule, NftFamily family, NftBaseChain hook) =>
        AssertRefused(rule, transaction => transaction.AddChain(new NftChain(new NftTableName(family, "t"), "c") { Base = hook }));

    [Test]
    public void Other_things_that_cannot_be()
    {
        AssertRefused("persist", static transaction => transaction.AddTable(new NftTable(NftFamily.Inet, "t") { Flags = NftTableFlags.Persist }));
        AssertRefused("empty", static transaction => transaction.DeleteTable(default(NftTableName) with { Family = NftFamily.Ip }));
        AssertRefused("no family", static transaction => transaction.DestroyTable(default));
        AssertRefused("blank", static transaction => transaction.DeleteChain(Table, "a b"));
        AssertRefused("no handle", static transaction => transaction.RenameChain(new NftChain(Table, "c"), "d"));
        AssertRefused("256 bytes", static transaction => transaction.RenameChain(new NftChain(Table, "c") { Handle = 1 }, new string('x', 256)));
        AssertRefused("begin at 1", static transaction => transaction.DeleteRule(Table, "c", 0));
        AssertRefused("128 is the limit", static transaction => transaction.AddRule(new NftRule(Table, "c", [.. Enumerable.Repeat(new NftCounter(), 129)])));
        AssertRefused("not anonymous", static transaction => transaction.AddAnonymousSet(Hosts, Host));
        AssertRefused("anonymous", static transaction => transaction.AddElement(Hosts with { Flags = NftSetFlags.Anonymous }, Host));
        Assert.That(static () => new NftRule(Table, "", []), Throws.ArgumentException);
        Assert.That(static () => new NftRule(Table, "c", []) { Comment = new string('x', 129) }, Throws.ArgumentException);
    }

    [Test]
    public void A_transaction_without_the_bad_change_can_still_be_committed()
    {
        using var kernel = new FakeKernel().Answer(FakeKernel.Acknowledgement(2));
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        using var transaction = nft.BeginTransaction();
        transaction.AddElement(Hosts, Host);
        Assert.That(() => transaction.AddElements(Hosts, Host, Host with { Verdict = NftVerdict.Accept }), Throws.ArgumentException);
        transaction.Commit();
        Assert.That(kernel.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_transaction_with_a_change_that_was_not_written_whole_is_never_sent()
    {
        using var kernel = new FakeKernel();
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        using var transaction = nft.BeginTransaction();
        Assert.That(() => transaction.AddRule(new NftRule(Table, "c", [new NftLookup("s") { IsVerdictMap = true, IsNegated = true }])), Throws.ArgumentException);
        Assert.That(transaction.Commit, Throws.InvalidOperationException);
        Assert.That(kernel.Sent, Is.Empty);
    }

    private static TestCaseData Bad(string rule, NftSet set, NftElement element) => new(rule, set, element);

    private static TestCaseData Bad(string rule, NftFamily family, NftBaseChain hook) => new(rule, family, hook);

    private static NftValue Address(string address) => NftValue.FromAddress(IPAddress.Parse(address));

    private static void AssertRefused(string rule, Action<NftTransaction> change)
    {
        using var kernel = new FakeKernel();
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        using var transaction = nft.BeginTransaction();
        Assert.That(() => change(transaction), Throws.InstanceOf<ArgumentException>().With.Message.Contains(rule));
        transaction.Commit();
        Assert.That(kernel.Sent, Is.Empty);
    }
}
