using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

public sealed class NftCostTests : NftTest
{
    private static readonly NftSet Ports = new(Table, "ports", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = NftDataType.Mark };

    [Test]
    public void A_transaction_allocates_the_same_for_one_element_and_for_a_thousand()
    {
        Make(Ports);
        var elements = Enumerable.Range(0, 1_000).Select(static i => new NftElement(Both($"10.0.{i / 250}.{i % 250}", 80)) { Data = NftValue.FromUInt32((uint)i) }).ToArray();

        Assert.That(BytesPerExchange(elements.AsMemory(0, 1)), Is.LessThanOrEqualTo(256), "two transactions and nothing else");
        Assert.That(BytesPerExchange(elements), Is.LessThanOrEqualTo(256), "two transactions and nothing else");
    }

    /// <summary>What adding the elements and deleting them again allocates.</summary>
    private long BytesPerExchange(ReadOnlyMemory<NftElement> elements)
    {
        const int Count = 50;
        var before = 0L;
        for (var i = -Count; i < Count; i++)
        {
            before = i == 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
            using (var adding = Nft.BeginTransaction())
            {
                adding.CreateElements(Ports, elements.Span);
                adding.Commit();
            }

            using var deleting = Nft.BeginTransaction();
            deleting.DeleteElements(Ports, elements.Span);
            deleting.Commit();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
    }
}
