using CsCheck;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Any expression that can be made.</summary>
internal static class NftExpressionGen
{
    private static readonly Gen<NftRegister> Register = Gen.Int[0, NftRegister.Slots - 1].Select(NftRegister.At);
    private static readonly Gen<NftRegister> WideRegister = Gen.Int[0, 12].Select(NftRegister.At);
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcABC019_-./äß"], 1, 30];
    private static readonly Gen<NftRegister?> MaybeRegister = Gen.OneOf(Gen.Const((NftRegister?)null), Register.Select(static register => (NftRegister?)register));
    private static readonly Gen<ConntrackDirection?> Direction = Gen.OneOfConst<ConntrackDirection?>(null, ConntrackDirection.Original, ConntrackDirection.Reply);
    private static readonly Gen<NftNatFlags> NatFlags = Gen.Int[0, 0x1f].Select(static bits => (NftNatFlags)(bits << 2));

    /// <summary>First and last of a range, of which the last is null or another.</summary>
    private static readonly Gen<(NftRegister? From, NftRegister? To)> Ends =
        Gen.Select(MaybeRegister, MaybeRegister).Select(static (from, to) => (from, from is null || to == from ? null : to));

    internal static Gen<NftExpression> Any { get; } = Gen.OneOf(Loads(), Sets(), Comparisons(), Bits(), Constants(), Lookups(), Translations(), Limits(), Others());

    private static Gen<T> Enumerated<T>()
        where T : struct, Enum => Gen.OneOfConst(Enum.GetValues<T>());

    private static Gen<NftValue> Value(int least, int most) => Gen.Byte.Array[least, most].Select(static bytes => new NftValue(bytes));

    private static Gen<(NftValue, NftValue)> Values() => Gen.Int[1, 16].SelectMany(static length => Gen.Select(Value(length, length), Value(length, length)));

    private static Gen<NftExpression> Loads() => Gen.OneOf(
        Gen.Select(Enumerated<NftPayloadBase>(), Gen.Int[0, 255], Gen.Int[1, 16], WideRegister).Select(static (start, offset, length, to) => (NftExpression)new NftPayload(start, offset, length) { Destination = to }),
        Gen.Select(Enumerated<NftMetaKey>(), Register).Select(static (key, to) => (NftExpression)new NftMeta(key) { Destination = to }),
        Gen.Select(Gen.OneOfConst(NftConntrackKey.Mark, NftConntrackKey.State, NftConntrackKey.Labels), Register).Select(static (key, to) => (NftExpression)new NftConntrack(key) { Destination = to }),
        Gen.Select(Gen.OneOfConst(NftConntrackKey.Bytes, NftConntrackKey.Zone), Direction, Register).Select(static (key, direction, to) => (NftExpression)new NftConntrack(key) { Direction = direction, Destination = to }),
        Gen.Select(Gen.OneOfConst(NftConntrackKey.IpSource, NftConntrackKey.DestinationPort), Register).Select(static (key, to) => (NftExpression)new NftConntrack(key) { Direction = ConntrackDirection.Reply, Destination = to }),
        Gen.Select(Enumerated<NftRouteKey>(), WideRegister).Select(static (key, to) => (NftExpression)new NftRouteData(key) { Destination = to }),
        Gen.Select(Enumerated<NftExtensionHeaderKind>(), Gen.Byte, Gen.Int[0, 255], Gen.Int[1, 16], Gen.Bool, WideRegister).Select(
            static (header, type, offset, length, presence, to) => (NftExpression)new NftExtensionHeader(header, type, offset, length) { IsPresence = presence, Destination = to }),
        Gen.Select(Gen.OneOfConst(NftFibResult.OutputInterface, NftFibResult.OutputInterfaceName), Gen.OneOfConst(NftFibFlags.SourceAddress, NftFibFlags.DestinationAddress | NftFibFlags.Mark), Gen.Bool, WideRegister).Select(
            static (result, flags, presence, to) => (NftExpression)new NftFib(result, flags | (presence ? NftFibFlags.Presence : 0)) { Destination = to }));

    private static Gen<NftExpression> Sets() => Gen.OneOf(
        Gen.Select(Gen.OneOfConst(NftMetaKey.Mark, NftMetaKey.Priority, NftMetaKey.Trace, NftMetaKey.PacketType, NftMetaKey.SecurityMark), Register).Select(
            static (key, from) => (NftExpression)new NftMetaSet(key) { Source = from }),
        Gen.Select(Gen.OneOfConst(NftConntrackKey.Mark, NftConntrackKey.Labels, NftConntrackKey.Zone, NftConntrackKey.EventMask, NftConntrackKey.SecurityMark), Direction, Register).Select(
            static (key, direction, from) => (NftExpression)new NftConntrackSet(key) { Direction = direction, Source = from }),
        Gen.Select(Enumerated<NftPayloadBase>(), Gen.Int[0, 255], Gen.Int[1, 16], WideRegister, Enumerated<NftChecksumType>(), Gen.Int[0, 255], Gen.Bool).Select(
            static (start, offset, length, from, type, at, covers) => (NftExpression)new NftPayloadWrite(start, offset, length) { Source = from, Checksum = new NftChecksum(type, at, covers) }),
        Gen.Select(Gen.Byte, Gen.Int[0, 255], Gen.OneOfConst(2, 4), Register).Select(
            static (type, offset, length, from) => (NftExpression)new NftExtensionHeaderWrite(NftExtensionHeaderKind.TcpOption, type, offset, length) { Source = from }));

    private static Gen<NftExpression> Comparisons() => Gen.OneOf(
        Gen.Select(Enumerated<NftComparison>(), Value(1, 16), WideRegister).Select(static (comparison, value, from) => (NftExpression)new NftCompare(comparison, value) { Source = from }),
        Gen.Select(Values(), Gen.Bool, WideRegister).Select(static (ends, negated, from) =>
        {
            var (one, other) = ends;
            var isOrdered = one.Bytes.SequenceCompareTo(other.Bytes) <= 0;
            return (NftExpression)new NftRange(isOrdered ? one : other, isOrdered ? other : one) { IsNegated = negated, Source = from };
        }));

    private static Gen<NftExpression> Bits() => Gen.OneOf(
        Gen.Select(Values(), WideRegister, WideRegister).Select(static (values, from, to) => (NftExpression)new NftBitwise(values.Item1, values.Item2) { Source = from, Destination = to }),
        Gen.Select(Enumerated<NftShiftDirection>(), Gen.Int[1, 31], Gen.Int[1, 16], WideRegister, WideRegister).Select(
            static (direction, bits, length, from, to) => (NftExpression)new NftShift(direction, bits, length) { Source = from, Destination = to }),
        Gen.Select(Enumerated<NftByteOrderOperation>(), Gen.Int[1, 16], Gen.OneOfConst(2, 4, 8), WideRegister, WideRegister).Select(
            static (operation, length, size, from, to) => (NftExpression)new NftByteOrder(operation, length, size) { Source = from, Destination = to }));

    private static Gen<NftExpression> Constants() => Gen.OneOf(
        Gen.Select(Value(1, 16), WideRegister).Select(static (value, to) => (NftExpression)new NftImmediate(value) { Destination = to }),
        Gen.OneOfConst(NftVerdict.Accept, NftVerdict.Drop, NftVerdict.Return, NftVerdict.Continue).Select(static verdict => (NftExpression)new NftVerdictStatement(verdict)),
        Name.Select(static chain => (NftExpression)new NftVerdictStatement(NftVerdict.Jump(chain))));

    private static Gen<NftExpression> Lookups() => Gen.OneOf(
        Gen.Select(Name, Register, Gen.Int[0, 3], Register, Gen.UInt).Select(static (set, from, form, to, id) => (NftExpression)new NftLookup(set)
        {
            Source = from, Destination = form == 1 ? to : null, IsVerdictMap = form == 2, IsNegated = form == 3, SetId = id == 0 ? null : id,
        }),
        Gen.Select(Enumerated<NftDynamicSetOperation>(), Name, Register, MaybeRegister, Gen.Long[0, 1L << 40], Limits().List[0, 3]).Select(
            static (operation, set, key, data, timeout, expressions) => (NftExpression)new NftDynamicSet(operation, set)
            {
                Key = key, Data = data, Timeout = timeout == 0 ? null : TimeSpan.FromMilliseconds(timeout), Expressions = [.. expressions],
            }));

    private static Gen<NftExpression> Translations() => Gen.OneOf(
        Gen.Select(Enumerated<NftNatType>(), Gen.OneOfConst(NftFamily.Ip, NftFamily.Ip6), Register, MaybeRegister, Ends, NatFlags).Select(static (type, family, from, to, ports, flags) => (NftExpression)new NftNat(type, family)
        {
            AddressFrom = from, AddressTo = to == from ? null : to, PortFrom = ports.From, PortTo = ports.To, Flags = flags,
        }),
        Gen.Select(Ends, NatFlags).Select(static (ports, flags) => (NftExpression)new NftMasquerade { PortFrom = ports.From, PortTo = ports.To, Flags = flags }),
        Gen.Select(Ends, NatFlags).Select(static (ports, flags) => (NftExpression)new NftRedirect { PortFrom = ports.From, PortTo = ports.To, Flags = flags }));

    private static Gen<NftExpression> Limits() => Gen.OneOf(
        Gen.Select(Gen.ULong[1, ulong.MaxValue], Enumerated<NftLimitUnit>(), Gen.Bool, Gen.UInt, Gen.Bool).Select(
            static (rate, unit, bytes, burst, inverted) => (NftExpression)new NftLimit(rate, unit) { IsOfBytes = bytes, Burst = burst, IsInverted = inverted }),
        Gen.Select(Gen.ULong, Gen.Bool, Gen.ULong).Select(static (bytes, inverted, consumed) => (NftExpression)new NftQuota(bytes) { IsInverted = inverted, Consumed = consumed }),
        Gen.Select(Gen.UInt, Gen.Bool).Select(static (count, inverted) => (NftExpression)new NftConnectionLimit(count) { IsInverted = inverted }),
        Gen.Select(Gen.ULong, Gen.ULong).Select(static (packets, bytes) => (NftExpression)new NftCounter(packets, bytes)));

    private static Gen<NftExpression> Others() => Gen.OneOf(
        Gen.Const((NftExpression)new NftNoTrack()),
        Gen.Select(Gen.OneOfConst(NftRejectType.Icmp, NftRejectType.Icmpx), Gen.Byte[0, 3]).Select(static (type, code) => (NftExpression)new NftReject(type, code)),
        Gen.Select(Name, Gen.UShort, Gen.UInt, Gen.UShort).Select(static (prefix, group, length, threshold) => (NftExpression)new NftLog { Prefix = prefix, Group = group, SnapLength = length, QueueThreshold = threshold }),
        Gen.Select(Name, Enumerated<NftLogLevel>(), Gen.Int[0, 63]).Select(static (prefix, level, flags) => (NftExpression)new NftLog { Prefix = prefix, Level = level, Flags = (NftLogFlags)flags & NftLogFlags.All }));
}
