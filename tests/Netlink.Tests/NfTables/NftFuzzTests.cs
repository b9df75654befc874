using CsCheck;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Whatever bytes arrive, the decoders of nf_tables end, stay inside their buffer, and fail only in the ways they say.</summary>
public sealed class NftFuzzTests
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");

    private static readonly Action<NftConnection>[] Lists =
    [
        static nft => nft.ListTables(), static nft => nft.ListChains(), static nft => nft.ListRules(), static nft => nft.ListSets(),
        static nft => nft.ListElements(new NftSet(Table, "s", NftDataType.Mark)), static nft => nft.ListElements(new NftSet(Table, "s", NftDataType.Mark) { Flags = NftSetFlags.Interval }),
        static nft => nft.FindTable(Table), static nft => nft.FindChain(Table, "c"), static nft => nft.FindSet(Table, "s"), static nft => nft.GetGeneration(),
    ];

    private static readonly (ushort Type, byte[] Payload)[] Seeds = [.. NftTransactionGoldens.Transactions().SelectMany(static request => NftGoldenTests.Messages(request.Act))];

    [Test]
    public void Whole_messages_are_read_by_the_list_they_belong_to_and_survived_by_all_others()
    {
        foreach (var (type, payload) in Seeds)
        {
            Survive(FakeKernel.Message(type, 2, 1, payload));
        }
    }

    [Test]
    public void Random_bytes_behind_a_good_header_are_survived() =>
        Gen.Select(Gen.UShort[0xa00, 0xa20], Gen.UShort, Gen.Byte.Array[0, 200]).Sample(
            static (type, flags, payload) => Survive(FakeKernel.Message(type, flags, 1, payload)), iter: 5_000);

    [Test]
    public void Mutated_messages_are_survived() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[1, 8], Gen.Int[0, 400]).Sample(
            static (seed, changes, cut) =>
            {
                var payload = Seeds[seed].Payload.ToArray();
                foreach (var (at, value) in changes)
                {
                    payload[at % payload.Length] = value;
                }

                Survive(FakeKernel.Message(Seeds[seed].Type, 2, 1, payload.AsSpan(0, Math.Min(payload.Length, cut))));
            },
            iter: 20_000);

    private static void Survive(byte[] datagram)
    {
        foreach (var list in Lists)
        {
            using var kernel = new FakeKernel().Answer(datagram, FakeKernel.Done(1));
            using var socket = kernel.Socket();
            using var nft = new NftConnection(socket, new NetlinkSocketOptions());
            try
            {
                list(nft);
            }
            catch (Exception e) when (e is NetlinkProtocolException or NetlinkException or DumpInterruptedException)
            {
                // The ways it may fail.
            }
        }
    }
}
