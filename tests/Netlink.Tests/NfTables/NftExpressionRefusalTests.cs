using System.Net;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>What the kernel would refuse is refused as it is made, or before it is sent, in words that say which rule is broken.</summary>
public sealed class NftExpressionRefusalTests
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");
    private static readonly NftValue Four = NftValue.FromUInt32(1);

    [Test]
    public void Loads_must_fit_the_packet_and_the_registers()
    {
        AssertRefused(static () => new NftPayload(NftPayloadBase.NetworkHeader, 256, 4), "0 to 255");
        AssertRefused(static () => new NftPayload(NftPayloadBase.NetworkHeader, 0, 0), "1 to 64");
        AssertRefused(static () => new NftPayload(NftPayloadBase.NetworkHeader, 0, 65), "1 to 64");
        AssertRefused(static () => new NftPayload(NftPayloadBase.NetworkHeader, 0, 16) { Destination = NftRegister.At(13) }, "does not fit");
        AssertRefused(static () => new NftFib(NftFibResult.OutputInterfaceName, NftFibFlags.SourceAddress) { Destination = NftRegister.At(13) }, "does not fit");
    }

    [Test]
    public void Values_carried_by_an_expression_have_1_to_16_bytes()
    {
        AssertRefused(static () => new NftCompare(NftComparison.Equal, default), "1 to 16");
        AssertRefused(static () => new NftImmediate(new NftValue(new byte[17])), "1 to 16");
        AssertRefused(static () => new NftBitwise(Four, new NftValue([1])), "equal lengths");
        AssertRefused(static () => new NftRange(NftValue.FromPort(2), NftValue.FromPort(1)), "before it begins");
        AssertRefused(static () => new NftByteOrder(NftByteOrderOperation.HostToNetwork, 4, 3), "2, 4 or 8");
        AssertRefused(static () => new NftShift(NftShiftDirection.Left, 32, 4), "1 to 31");
    }

    [Test]
    public void Not_everything_that_can_be_read_can_be_set()
    {
        AssertRefused(static () => new NftMetaSet(NftMetaKey.InputInterfaceName), "not set it");
        AssertRefused(static () => new NftConntrackSet(NftConntrackKey.State), "not set it");
        AssertRefused(static () => new NftExtensionHeaderWrite(NftExtensionHeaderKind.Ip6, 44, 0, 2), "TCP options only");
    }

    [Test]
    public void A_jump_needs_a_chain_and_nothing_else_has_one()
    {
        AssertRefused(static () => new NftVerdictStatement(new NftVerdict(NftVerdictCode.Jump)), "lacks a chain");
        AssertRefused(static () => new NftVerdictStatement(new NftVerdict(NftVerdictCode.Accept, "c")), "one too many");
    }

    [Test]
    public void Questions_to_the_routing_table_name_one_address_and_at_most_one_interface()
    {
        AssertRefused(static () => new NftFib(NftFibResult.AddressType, NftFibFlags.Mark), "not by both or neither");
        AssertRefused(static () => new NftFib(NftFibResult.AddressType, NftFibFlags.SourceAddress | NftFibFlags.InputInterface | NftFibFlags.OutputInterface), "one interface");
        AssertRefused(static () => new NftFib(NftFibResult.AddressType, NftFibFlags.SourceAddress | NftFibFlags.Presence), "always has a type");
    }

    [Test]
    public void Limits_rejections_and_log_lines_stay_in_their_ranges()
    {
        AssertRefused(static () => new NftLimit(0, NftLimitUnit.Second), "at least 1");
        AssertRefused(static () => new NftReject(NftRejectType.Icmpx, 4), "0 to 3");
        AssertRefused(static () => new NftReject(NftRejectType.TcpReset, 1), "0 to 0");
        AssertRefused(static () => new NftLog { Prefix = new string('x', 128) }, "127 is the limit");
        AssertRefused(static () => new NftLog { Prefix = "\"" }, "quotation mark");
        AssertRefused(static () => new NftDynamicSet(NftDynamicSetOperation.Add, "s") { Timeout = TimeSpan.FromTicks(-1) }, "millisecond");
    }

    [Test]
    public void Statements_whose_parts_do_not_go_together_are_refused_before_they_are_sent()
    {
        AssertNotSent(new NftNat(NftNatType.Source, NftFamily.Ip), "neither an address nor a port");
        AssertNotSent(new NftNat(NftNatType.Source, NftFamily.Ip) { AddressTo = NftRegister.First, PortFrom = NftRegister.First }, "not its beginning");
        AssertNotSent(new NftNat(NftNatType.Source, NftFamily.Inet) { AddressFrom = NftRegister.First }, "needs its family");
        AssertNotSent(new NftMasquerade { PortTo = NftRegister.First }, "not its beginning");
        AssertNotSent(new NftRedirect { PortTo = NftRegister.First }, "not its beginning");
        AssertNotSent(new NftLog { Group = 1, Level = NftLogLevel.Debug }, "level and flags");
        AssertNotSent(new NftLookup("s") { IsVerdictMap = true, IsNegated = true }, "cannot be negated");
        AssertNotSent(new NftConntrack(NftConntrackKey.IpSource), "needs a direction");
        AssertNotSent(new NftConntrack(NftConntrackKey.State) { Direction = ConntrackDirection.Original }, "has no direction");
    }

    [Test]
    public void Conditions_and_statements_know_what_the_keys_and_data_of_sets_are()
    {
        var hosts = new NftSet(Table, "hosts", NftDataType.Ipv4Address);
        var numbers = new NftSet(Table, "numbers", NftDataType.Ipv4Address) { DataType = NftDataType.Mark };
        AssertRefused(() => NftMatch.InSet(hosts, NftField.TcpDestinationPort), "ipv4_addr, and the fields are of type inet_service");
        AssertRefused(() => NftMatch.InSet(hosts, NftField.IpSource, NftField.TcpDestinationPort), "ipv4_addr . inet_service");
        AssertRefused(() => NftMatch.InSet(hosts), "No field");
        AssertRefused(() => NftStatement.VerdictMap(numbers, NftField.IpSource), "no verdicts, but data of type mark");
        AssertRefused(() => NftStatement.DestinationNat(numbers, NftField.IpDestination), "no addresses");
        AssertRefused(() => NftStatement.SetMarkFrom(hosts, NftField.IpSource), "no marks, but data of type none");
        AssertRefused(static () => NftStatement.SetMark(0x100, 0xff), "outside of the mask");
        AssertRefused(static () => NftMatch.TcpDestinationPort(2, 1), "before it begins");
        AssertRefused(static () => NftMatch.TcpDestinationPort(65536), "65535");
        AssertRefused(static () => NftField.IpSource.Is(NftValue.FromAddress(IPAddress.IPv6Loopback)), "4 bytes and cannot be compared with 16");
    }

    private static void AssertRefused(Func<object> make, string reason) => Assert.That(() => make(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(reason));

    private static void AssertNotSent(NftExpression expression, string reason) => AssertRefused(() => NftBytes.Encode([expression]), reason);
}
