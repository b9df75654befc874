using System.Net;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What transactions make is what nft lists, and what this library lists is what they made.</summary>
public sealed class NftTransactionTests : KernelTest
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");

    [Test]
    public void A_table_with_chains_and_sets_is_listed_by_nft_and_here_alike()
    {
        var table = new NftTable(NftFamily.Inet, "t") { Comment = "ours" };
        var forward = new NftChain(Table, "forward") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Forward, NftPriority.Filter) { Policy = NftPolicy.Drop }, Comment = "chain" };
        var ports = new NftSet(Table, "ports", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = NftDataType.Mark, Comment = "set" };
        var element = new NftElement(NftValue.Concatenate(NftValue.FromAddress(IPAddress.Parse("10.0.0.1")), NftValue.FromPort(80))) { Data = NftValue.FromUInt32(7), Comment = "element" };
        using var nft = NftConnection.Open(Host.Namespace);
        using (var transaction = nft.BeginTransaction())
        {
            transaction.AddTable(table);
            transaction.AddChain(forward);
            transaction.AddChain(new NftChain(Table, "regular"));
            transaction.AddSet(ports);
            transaction.AddElements(ports, element);
            transaction.Commit();
        }

        TestContext.Out.WriteLine(Host.Run("nft list ruleset"));
        TestContext.Out.WriteLine(nft.ListTables()[0] + "\n" + string.Join('\n', nft.ListChains()) + "\n" + string.Join('\n', nft.ListSets()) + nft.ListSets()[0].ElementCount);
        Assert.That(nft.ListElements(ports), Is.EqualTo(new[] { element }));
        Assert.That(nft.ListTables()[0] with { Handle = null }, Is.EqualTo(table));
        Assert.That(nft.ListChains(Table)[0] with { Handle = null }, Is.EqualTo(forward));
        Assert.That(nft.ListSets(Table)[0] with { Handle = null, ElementCount = null }, Is.EqualTo(ports));
    }
}
