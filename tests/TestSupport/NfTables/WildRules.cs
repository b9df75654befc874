using NetController.Netlink;
using NetController.Netlink.NfTables;

namespace NetController.TestSupport.NfTables;

/// <summary>Expressions by chance, one after another without any sense: most of them only a kernel or a fuzzer would see.</summary>
/// <param name="random">The source of chance.</param>
public sealed class WildRules(Random random)
{
    /// <summary>Makes the expressions of a rule.</summary>
    /// <returns>The expressions.</returns>
    public NftExpressionList Next()
    {
        var all = new List<NftExpression>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            all.AddRange(random.Next(4) == 0 ? [Any()] : Sequence());
        }

        return [.. all];
    }

    /// <summary>Something is loaded, perhaps changed, and used.</summary>
    private IEnumerable<NftExpression> Sequence()
    {
        var (load, length) = Load();
        return [load, .. random.Next(3) == 0 ? [Change(length)] : (NftExpression[])[], Use(random.Next(5) == 0 ? Pick(1, 2, 4, 8, 16) : length)];
    }

    private NftExpression Any() => random.Next(6) switch
    {
        0 => Load().Expression,
        1 => Change(Pick(1, 2, 4, 8, 16)),
        2 => new NftVerdictStatement(Pick(NftVerdict.Accept, NftVerdict.Continue, NftVerdict.Jump("other"), new NftVerdict(NftVerdictCode.Queue))),
        3 => random.Next(3) == 0 ? new NftReject(NftRejectType.TcpReset) : new NftReject(Pick(NftRejectType.Icmp, NftRejectType.Icmpx), (byte)random.Next(4)),
        4 => new NftMasquerade { PortFrom = Maybe(4), PortTo = Maybe(4), Flags = Of<NftNatFlags>() },
        _ => Use(Pick(1, 2, 4, 8, 16)),
    };

    private (NftExpression Expression, int Length) Load()
    {
        var length = Pick(1, 2, 4, 4, 6, 8, 16);
        return random.Next(8) switch
        {
            0 or 1 => (new NftPayload(Of<NftPayloadBase>(), random.Next(24), length) { Destination = Register(length) }, length),
            2 or 3 => (new NftMeta(Of<NftMetaKey>()) { Destination = Register(16) }, Pick(1, 2, 4, 4, 8, 16)),
            4 => (new NftConntrack(Of<NftConntrackKey>()) { Destination = Register(16), Direction = Pick<ConntrackDirection?>(null, ConntrackDirection.Original, ConntrackDirection.Reply) }, Pick(1, 2, 4, 4, 8, 16)),
            5 => (Fib(), 4),
            6 => (new NftExtensionHeader(Of<NftExtensionHeaderKind>(), Pick<byte>(0, 2, 3, 4, 8, 43, 44, 60, 135, 148), random.Next(6), length) { Destination = Register(length), IsPresence = random.Next(2) == 0 }, length),
            _ => (new NftRouteData(Of<NftRouteKey>()) { Destination = Register(16) }, Pick(1, 2, 4, 16)),
        };
    }

    private NftFib Fib() => random.Next(3) switch
    {
        0 => new NftFib(NftFibResult.AddressType, Pick(NftFibFlags.DestinationAddress, NftFibFlags.SourceAddress | NftFibFlags.Mark)) { Destination = Register(4) },
        1 => new NftFib(NftFibResult.OutputInterface, NftFibFlags.DestinationAddress | NftFibFlags.Presence) { Destination = Register(4) },
        _ => new NftFib(NftFibResult.OutputInterface, NftFibFlags.SourceAddress | NftFibFlags.InputInterface) { Destination = Register(4) },
    };

    private NftExpression Change(int length) => random.Next(4) switch
    {
        0 or 1 => new NftBitwise(Value(length), Pick(Value(length), new NftValue(new byte[length]))) { Source = Register(length), Destination = Register(length) },
        2 => new NftShift(Of<NftShiftDirection>(), random.Next(1, 32), length) { Source = Register(length), Destination = Register(length) },
        _ => new NftByteOrder(Of<NftByteOrderOperation>(), length, length is 2 or 4 or 8 ? length : 2) { Source = Register(length), Destination = Register(length) },
    };

    private NftExpression Use(int length) => random.Next(16) switch
    {
        < 7 => new NftCompare(Of<NftComparison>(), Value(length)) { Source = Register(length) },
        7 or 8 => new NftRange(new NftValue(new byte[length]), Value(length)) { IsNegated = random.Next(2) == 0, Source = Register(length) },
        9 => new NftLookup(Set()) { Source = Register(4), IsNegated = random.Next(2) == 0 },
        10 => new NftLookup(Set()) { Source = Register(4), Destination = Register(4) },
        11 => new NftNat(Of<NftNatType>(), Pick(NftFamily.Ip, NftFamily.Ip6, NftFamily.Inet)) { AddressFrom = Maybe(16), AddressTo = Maybe(16), PortFrom = Maybe(4), PortTo = Maybe(4), Flags = Of<NftNatFlags>() },
        12 => new NftDynamicSet(Of<NftDynamicSetOperation>(), Set()) { Key = Register(4), Data = Maybe(4), Expressions = [new NftCounter()] },
        13 => new NftPayloadWrite(Of<NftPayloadBase>(), random.Next(24), length) { Source = Register(length), Checksum = Pick<NftChecksum?>(null, new NftChecksum(NftChecksumType.Internet, 10)) },
        14 => random.Next(2) == 0 ? new NftMetaSet(Pick(NftMetaKey.Mark, NftMetaKey.Priority)) { Source = Register(4) } : new NftConntrackSet(Pick(NftConntrackKey.Mark, NftConntrackKey.Labels)) { Source = Register(16) },
        _ => new NftImmediate(Value(length)) { Destination = Register(length) },
    };

    /// <summary>Mostly the first, so that something is there.</summary>
    private NftRegister Register(int length) => random.Next(12) > 0 ? NftRegister.First : NftRegister.At(random.Next(NftRegister.Slots - ((length + 3) / 4) + 1));

    private NftRegister? Maybe(int length) => random.Next(2) == 0 ? null : Register(length);

    private string Set() => Pick("addresses", "endpoints", "inside", "seen");

    private T Of<T>()
        where T : struct, Enum => Pick<T>(Enum.GetValues<T>());

    private NftValue Value(int length)
    {
        var value = new byte[length];
        random.NextBytes(value);
        return new NftValue(value);
    }

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
