using NetController.Netlink;
using NetController.Netlink.NfTables;

namespace NetController.TestSupport.NfTables;

/// <summary>Rules by chance, as somebody might put them together: matches, then statements, then perhaps a verdict.</summary>
/// <param name="random">The source of chance.</param>
public sealed class RandomRules(Random random)
{
    /// <summary>The names of the sets that rules look into; see <see cref="Sets"/>.</summary>
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");

    /// <summary>The sets that rules look into.</summary>
    public static IReadOnlyList<NftSet> Sets { get; } =
    [
        new NftSet(Table, "addresses", NftDataType.Ipv4Address),
        new NftSet(Table, "networks", NftDataType.Ipv4Address) { Flags = NftSetFlags.Interval },
        new NftSet(Table, "ports", NftDataType.InetService),
        new NftSet(Table, "marks", NftDataType.Mark),
        new NftSet(Table, "endpoints", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)),
        new NftSet(Table, "seen", NftDataType.Ipv4Address) { Flags = NftSetFlags.Dynamic | NftSetFlags.Timeout, Size = 65535 },
        new NftSet(Table, "inside", NftDataType.InetService) { DataType = NftDataType.Ipv4Address },
        new NftSet(Table, "verdicts", NftDataType.Ipv4Address) { DataType = NftDataType.Verdict },
    ];

    /// <summary>The chain that rules jump to.</summary>
    public static string OtherChain => "other";

    /// <summary>Makes the expressions of a rule for a table of the family inet.</summary>
    /// <returns>The expressions.</returns>
    public NftExpressionList Next()
    {
        var all = new List<NftExpression>();
        for (var i = random.Next(4); i > 0; i--)
        {
            all.AddRange(Match());
        }

        for (var i = random.Next(all.Count == 0 ? 1 : 0, 3); i > 0; i--)
        {
            all.AddRange(Statement());
        }

        if (random.Next(2) == 0)
        {
            all.AddRange(End());
        }

        return [.. all];
    }

    private IEnumerable<NftExpression> Match() => random.Next(14) switch
    {
        12 => [new NftFib(NftFibResult.AddressType, Pick(NftFibFlags.DestinationAddress, NftFibFlags.SourceAddress | NftFibFlags.Mark)), new NftCompare(Equality(), NftValue.FromUInt32((uint)random.Next(9)))],
        13 => [new NftConntrack(Pick(NftConntrackKey.IpSource, NftConntrackKey.IpDestination)) { Direction = Pick(ConntrackDirection.Original, ConntrackDirection.Reply) }, new NftCompare(Equality(), Value(Pick(4, 4, 2)))],
        0 or 1 => [.. Network(10), .. Field(NftPayloadBase.NetworkHeader, Pick((8, 16), (24, 16), (6, 1), (7, 1), (4, 2)))],
        2 or 3 => [.. Network(2), .. Field(NftPayloadBase.NetworkHeader, Pick((12, 4), (16, 4), (8, 1), (9, 1), (2, 2), (4, 2), (12, 1), (12, 3)))],
        4 or 5 => [.. Transport(Pick<byte>(6, 17, 132)), .. Field(NftPayloadBase.TransportHeader, Pick((0, 2), (2, 2), (4, 4), (0, 4)))],
        6 => [.. Transport(6), .. Field(NftPayloadBase.TransportHeader, Pick((13, 1), (14, 2), (8, 4)))],
        7 => Field(Pick(NftPayloadBase.NetworkHeader, NftPayloadBase.TransportHeader, NftPayloadBase.LinkHeader), (random.Next(40), Pick(1, 2, 3, 4, 6, 8, 16))),
        8 => Lookup(),
        9 => Number(new NftConntrack(Pick(NftConntrackKey.State, NftConntrackKey.Status, NftConntrackKey.Mark, NftConntrackKey.Expiration)), 4),
        10 => [new NftMeta(Pick(NftMetaKey.InputInterfaceName, NftMetaKey.OutputInterfaceName)), new NftCompare(Pick(NftComparison.Equal, NftComparison.NotEqual), Name())],
        _ => Number(new NftMeta(Pick(NftMetaKey.Mark, NftMetaKey.SocketUser, NftMetaKey.Length, NftMetaKey.InputInterfaceGroup, NftMetaKey.InputInterface)), 4),
    };

    private IEnumerable<NftExpression> Network(byte protocol) => random.Next(8) == 0 ? [] : Check(NftMetaKey.NetworkProtocol, protocol);

    private IEnumerable<NftExpression> Transport(byte protocol) => random.Next(8) == 0 ? [] : Check(NftMetaKey.TransportProtocol, protocol);

    private static IEnumerable<NftExpression> Check(NftMetaKey key, byte value) => [new NftMeta(key), new NftCompare(NftComparison.Equal, NftValue.FromByte(value))];

    private IEnumerable<NftExpression> Field(NftPayloadBase from, (int Offset, int Length) place)
    {
        var load = new NftPayload(from, place.Offset, place.Length);
        return random.Next(5) switch
        {
            0 => [load, new NftBitwise(Mask(place.Length), new NftValue(new byte[place.Length])), new NftCompare(Equality(), Value(place.Length))],
            1 => [load, .. Between(place.Length)],
            2 => [load, new NftCompare(Any(), Value(place.Length))],
            _ => [load, new NftCompare(Equality(), Value(place.Length))],
        };
    }

    private IEnumerable<NftExpression> Number(NftExpression load, int length) => random.Next(5) switch
    {
        0 => [load, new NftBitwise(Value(length), new NftValue(new byte[length])), new NftCompare(NftComparison.NotEqual, new NftValue(new byte[length]))],
        1 => [load, new NftBitwise(Mask(length), Pick(new NftValue(new byte[length]), Value(length))), new NftCompare(Equality(), Value(length))],
        2 => [load, new NftByteOrder(NftByteOrderOperation.HostToNetwork, length, length), .. Between(length)],
        3 => [load, new NftByteOrder(NftByteOrderOperation.HostToNetwork, length, length), new NftCompare(Pick(NftComparison.Less, NftComparison.GreaterOrEqual), Value(length))],
        _ => [load, new NftCompare(Equality(), Value(length))],
    };

    private IEnumerable<NftExpression> Between(int length)
    {
        var (one, other) = (Value(length), Value(length));
        var (low, high) = one.Bytes.SequenceCompareTo(other.Bytes) <= 0 ? (one, other) : (other, one);
        return random.Next(3) switch
        {
            0 => [new NftRange(low, high) { IsNegated = true }],
            1 => [new NftRange(low, high)],
            _ => [new NftCompare(NftComparison.GreaterOrEqual, low), new NftCompare(NftComparison.LessOrEqual, high)],
        };
    }

    private IEnumerable<NftExpression> Lookup()
    {
        var source = new NftPayload(NftPayloadBase.NetworkHeader, 12, 4);
        var port = new NftPayload(NftPayloadBase.TransportHeader, 2, 2);
        var isNegated = random.Next(4) == 0;
        return random.Next(5) switch
        {
            0 => [.. Network(2), source, new NftLookup(Pick("addresses", "networks")) { IsNegated = isNegated }],
            1 => [.. Transport(6), port, new NftLookup("ports") { IsNegated = isNegated }],
            2 => [.. Network(2), .. Transport(17), source, port with { Destination = NftRegister.First.After(4) }, new NftLookup("endpoints") { IsNegated = isNegated }],
            3 => [.. Network(2), source, new NftLookup("verdicts") { IsVerdictMap = true }],
            _ => [new NftMeta(NftMetaKey.Mark), new NftLookup("marks") { IsNegated = isNegated }],
        };
    }

    private IEnumerable<NftExpression> Statement() => random.Next(14) switch
    {
        11 => [new NftConnectionLimit((uint)random.Next(1, 100)) { IsInverted = Chance() }],
        12 => [.. Network(2), new NftImmediate(Value(4)), new NftPayloadWrite(NftPayloadBase.NetworkHeader, Pick(12, 16), 4) { Checksum = new NftChecksum(NftChecksumType.Internet, 10, CoversAddresses: true) }],
        0 => [new NftCounter((ulong)random.Next(3), (ulong)random.Next(3))],
        1 => [new NftLimit((ulong)random.Next(1, 5000), Pick(NftLimitUnit.Second, NftLimitUnit.Hour, NftLimitUnit.Week)) { IsInverted = Chance(), Burst = (uint)random.Next(1, 10) }],
        2 => [new NftLimit((ulong)random.Next(1, 20) << Pick(0, 10, 20), NftLimitUnit.Minute) { IsOfBytes = true, Burst = (uint)random.Next(5) << Pick(0, 10) }],
        3 => [new NftQuota((ulong)random.Next(1, 50) << Pick(0, 10, 20)) { IsInverted = Chance() }],
        4 => [new NftLog { Prefix = Pick<string?>(null, "in: ", "a b"), Level = Pick<NftLogLevel?>(null, NftLogLevel.Debug, NftLogLevel.Emergency), Flags = (NftLogFlags)random.Next(64) & NftLogFlags.All }],
        5 => [new NftLog { Prefix = Pick<string?>(null, "x"), Group = (ushort)random.Next(5), SnapLength = (uint)random.Next(100) }],
        6 => [new NftImmediate(Value(4)), new NftMetaSet(Pick(NftMetaKey.Mark, NftMetaKey.Priority))],
        7 => [new NftMeta(NftMetaKey.Mark), new NftBitwise(Mask(4), Value(4)), new NftConntrackSet(NftConntrackKey.Mark)],
        8 => [new NftConntrack(NftConntrackKey.Mark), new NftMetaSet(NftMetaKey.Mark)],
        9 => [.. Network(2), new NftPayload(NftPayloadBase.NetworkHeader, 16, 4), new NftDynamicSet(Pick(NftDynamicSetOperation.Add, NftDynamicSetOperation.Update), "seen") { Timeout = Pick<TimeSpan?>(null, TimeSpan.FromSeconds(90)) }],
        10 => [.. Transport(6), new NftRouteData(NftRouteKey.TcpMaximumSegment), new NftByteOrder(NftByteOrderOperation.HostToNetwork, 2, 2), new NftExtensionHeaderWrite(NftExtensionHeaderKind.TcpOption, 2, 2, 2)],
        _ => [new NftNoTrack()],
    };

    private IEnumerable<NftExpression> End() => random.Next(10) switch
    {
        0 => [new NftVerdictStatement(NftVerdict.Accept)],
        1 => [new NftVerdictStatement(NftVerdict.Jump(OtherChain))],
        2 => [new NftReject(NftRejectType.Icmpx, (byte)random.Next(4))],
        3 => [.. Network(2), new NftReject(NftRejectType.Icmp, (byte)random.Next(4))],
        4 => [.. Transport(6), new NftReject(NftRejectType.TcpReset)],
        5 => [new NftMasquerade { Flags = Pick(NftNatFlags.None, NftNatFlags.Random, NftNatFlags.FullyRandom | NftNatFlags.Persistent) }],
        6 => [.. Transport(17), new NftImmediate(Value(2)), new NftRedirect { PortFrom = NftRegister.First }],
        7 => [new NftImmediate(Value(4)), new NftNat(Pick(NftNatType.Source, NftNatType.Destination), NftFamily.Ip) { AddressFrom = NftRegister.First, Flags = Pick(NftNatFlags.None, NftNatFlags.Persistent) }],
        8 => [.. Transport(6), new NftImmediate(Value(16)), new NftImmediate(Value(2)) { Destination = NftRegister.At(4) }, new NftNat(NftNatType.Destination, NftFamily.Ip6) { AddressFrom = NftRegister.First, PortFrom = NftRegister.At(4) }],
        _ => [.. Transport(6), new NftPayload(NftPayloadBase.TransportHeader, 2, 2), new NftLookup("inside") { Destination = NftRegister.First }, new NftNat(NftNatType.Destination, NftFamily.Ip) { AddressFrom = NftRegister.First }],
    };

    private NftComparison Any() => (NftComparison)random.Next(6);

    private NftComparison Equality() => Pick(NftComparison.Equal, NftComparison.Equal, NftComparison.NotEqual);

    private bool Chance() => random.Next(2) == 0;

    /// <summary>Bits by chance, or the first ones.</summary>
    private NftValue Mask(int length)
    {
        var mask = Value(length).Bytes.ToArray();
        if (Chance())
        {
            Array.Clear(mask);
            mask.AsSpan(0, random.Next(length + 1)).Fill(byte.MaxValue);
        }

        return new NftValue(mask);
    }

    private NftValue Value(int length)
    {
        var value = new byte[length];
        if (Chance())
        {
            random.NextBytes(value);
        }
        else
        {
            value[random.Next(length)] = (byte)random.Next(256);
        }

        return new NftValue(value);
    }

    private NftValue Name() => Chance() ? NftValue.FromInterfaceName(Pick("eth0", "br-1", "lo")) : new NftValue("veth"u8);

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
