using System.Net;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>A transaction with a few of each object, and each kind of request, for the files of bytes and as seeds of the fuzzing.</summary>
internal static class NftTransactionGoldens
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");
    private static readonly NftDataType AddressAndPort = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
    private static readonly NftSet Chains = new(Table, "chains", NftDataType.InterfaceName) { DataType = NftDataType.Verdict };
    private static readonly NftSet Lan = new(Table, "lan", NftDataType.Ipv4Address) { Flags = NftSetFlags.Interval, AutoMerge = true };
    private static readonly NftSet Forwards = new(Table, "forwards", AddressAndPort) { Flags = NftSetFlags.Interval, DataType = NftDataType.Mark };
    private static readonly NftSet Guests = new(Table, "guests", NftDataType.Ipv6Address)
    {
        Flags = NftSetFlags.Timeout, Timeout = TimeSpan.FromHours(1), GarbageCollectionInterval = TimeSpan.FromMinutes(5), Size = 100,
        ElementExpressions = [new NftCounter()], Comment = "guests",
    };

    internal static IEnumerable<(string Name, Action<NftConnection> Act)> Transactions()
    {
        yield return ("nft-tables-and-chains", static nft => Commit(nft, TablesAndChains, generation: 7));
        yield return ("nft-rules", static nft => Commit(nft, Rules));
        yield return ("nft-sets", static nft => Commit(nft, Sets));
        yield return ("nft-elements", static nft => Commit(nft, Elements));
        yield return ("nft-anonymous-set", static nft => Commit(nft, AnonymousSet));
    }

    internal static IEnumerable<(string Name, Action<NftConnection> Act)> Lists()
    {
        yield return ("nft-get-generation", static nft => nft.GetGeneration());
        yield return ("nft-list-tables", static nft => nft.ListTables(NftFamily.Ip6));
        yield return ("nft-find-table", static nft => nft.FindTable(Table));
        yield return ("nft-list-chains", static nft => nft.ListChains(Table));
        yield return ("nft-find-chain", static nft => nft.FindChain(Table, "c"));
        yield return ("nft-list-rules", static nft => nft.ListRules(Table, "c"));
        yield return ("nft-list-sets", static nft => nft.ListSets(Table));
        yield return ("nft-find-set", static nft => nft.FindSet(Table, "lan"));
        yield return ("nft-await-transaction", static nft => nft.ListElements(Lan));
        yield return ("nft-list-elements", static nft => nft.ListElements(Lan));
    }

    /// <summary>What is answered before the request that a file is about.</summary>
    internal static byte[][] AnswersBefore(string name)
    {
        var generation = FakeKernel.Message(0xa0f, 0, 1, [0, 0, 0, 0, .. FakeKernel.Attribute(1, [0, 0, 0, 7])]);
        return name switch
        {
            "nft-await-transaction" => [generation],
            "nft-list-elements" => [generation, FakeKernel.Acknowledgement(2, -85)],
            _ => [],
        };
    }

    private static void Commit(NftConnection nft, Action<NftTransaction> change, uint? generation = null)
    {
        using var transaction = nft.BeginTransaction(generation);
        change(transaction);
        transaction.Commit();
    }

    private static void TablesAndChains(NftTransaction transaction)
    {
        transaction.AddTable(new NftTable(NftFamily.Inet, "t") { Flags = NftTableFlags.Dormant, Comment = "home" });
        transaction.CreateTable(new NftTable(NftFamily.NetDevice, "d"));
        transaction.AddChain(new NftChain(Table, "forward") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Forward, -5) { Policy = NftPolicy.Drop }, Comment = "all" });
        transaction.CreateChain(new NftChain(new NftTableName(NftFamily.NetDevice, "d"), "in") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Ingress, 0) { Devices = ["lo", "eth0"] } });
        transaction.SetChainPolicy(Table, "forward", NftPolicy.Accept);
        transaction.RenameChain(new NftChain(Table, "old") { Handle = 9 }, "new");
        transaction.FlushChain(Table, "new");
        transaction.DeleteChain(Table, "new");
        transaction.DestroyChain(Table, "gone");
        transaction.FlushTable(Table);
        transaction.DeleteTable(Table);
        transaction.DestroyTable(Table);
    }

    private static void Rules(NftTransaction transaction)
    {
        var rule = new NftRule(Table, "c", [new NftCounter(), new NftVerdictStatement(NftVerdict.Jump("d"))]) { Comment = "ours" };
        transaction.AddRule(rule);
        transaction.InsertRule(new NftRule(Table, "c", []));
        transaction.AddRuleAfter(rule, 3);
        transaction.InsertRuleBefore(rule, 4);
        transaction.ReplaceRule(5, rule);
        transaction.DeleteRule(Table, "c", 6);
        transaction.DestroyRule(Table, "c", 7);
    }

    private static void Sets(NftTransaction transaction)
    {
        transaction.AddSet(Chains);
        transaction.CreateSet(Lan);
        transaction.AddSet(Forwards);
        transaction.AddSet(Guests);
        transaction.FlushSet(Table, "lan");
        transaction.DeleteSet(Table, "lan");
        transaction.DestroySet(Table, "gone");
    }

    private static void Elements(NftTransaction transaction)
    {
        transaction.AddElement(Chains, new NftElement(NftValue.FromInterfaceName("br0")) { Verdict = NftVerdict.Goto("bridge"), Comment = "br" });
        transaction.AddElement(Chains, new NftElement(default(NftValue)) { IsCatchAll = true, Verdict = NftVerdict.Drop });
        transaction.CreateElements(Lan, Range("10.0.0.0", "10.0.0.255"), Range("240.0.0.0", "255.255.255.255"));
        transaction.DeleteElements(Lan, Range("10.0.0.0", "10.0.0.255"));
        transaction.CreateElement(Forwards, new NftElement(Both("10.0.0.0", 80)) { KeyEnd = Both("10.0.0.9", 90), Data = NftValue.FromUInt32(1) });
        transaction.DeleteElement(Forwards, new NftElement(Both("10.0.0.1", 80)));
        transaction.AddElement(Guests, new NftElement(NftValue.FromAddress(IPAddress.Parse("fd00::1"))) { Timeout = TimeSpan.FromMinutes(1), Expressions = [new NftCounter(1, 2)] });
        transaction.DestroyElement(Guests, new NftElement(NftValue.FromAddress(IPAddress.Parse("fd00::2"))));
    }

    private static void AnonymousSet(NftTransaction transaction)
    {
        var set = new NftSet(Table, "lan", NftDataType.Ipv4Address) { Flags = NftSetFlags.Anonymous };
        transaction.AddAnonymousSet(set, new NftElement(NftValue.FromAddress(IPAddress.Loopback)));
        transaction.AddRule(new NftRule(Table, "c", [new NftLookup("lan") { IsNegated = true }, new NftLookup("other")]));
    }

    private static NftElement Range(string first, string last) => new(NftValue.FromAddress(IPAddress.Parse(first))) { KeyEnd = NftValue.FromAddress(IPAddress.Parse(last)) };

    private static NftValue Both(string address, int port) => NftValue.Concatenate(NftValue.FromAddress(IPAddress.Parse(address)), NftValue.FromPort(port));
}
