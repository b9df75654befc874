using System.Buffers.Binary;
using NetController.Netlink.NfTables;

namespace NetController.Benchmarks.Netlink;

/// <summary>
/// Transactions on <c>map inet bench m { type ipv4_addr . inet_service : mark; }</c>, as benchmarks/netlink/c/elements.c makes them: the elements are put together from
/// numbers inside the transaction, so that their making is part of its time on both sides.
/// </summary>
internal sealed class ElementTransactions(int count) : IDisposable
{
    private readonly NftConnection _nft = NftConnection.Open();

    private readonly NftSet _map = new(
        new NftTableName(NftFamily.Inet, "bench"), "m", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = NftDataType.Mark };

    public void Dispose() => _nft.Dispose();

    internal void Add()
    {
        using var transaction = _nft.BeginTransaction();
        for (var i = 0; i < count; i++)
        {
            transaction.CreateElement(_map, new NftElement(Key(i)) { Data = NftValue.FromUInt32((uint)i) });
        }

        transaction.Commit();
    }

    internal void TakeAway()
    {
        using var transaction = _nft.BeginTransaction();
        for (var i = 0; i < count; i++)
        {
            transaction.DeleteElement(_map, new NftElement(Key(i)));
        }

        transaction.Commit();
    }

    /// <summary>192.168.x.y . 8080.</summary>
    private static NftValue Key(int i)
    {
        Span<byte> key = [192, 168, 0, 0, 0x1f, 0x90, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(key[2..], (ushort)i);
        return new NftValue(key);
    }
}
