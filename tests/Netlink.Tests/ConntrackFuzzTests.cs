using System.Net;
using CsCheck;
using NetController.Netlink.Conntrack;

namespace NetController.Netlink.Tests;

/// <summary>Whatever bytes arrive about flows, the readers end, stay inside their buffer, and fail only in the ways they say.</summary>
public sealed class ConntrackFuzzTests
{
    private static readonly byte[][] Seeds = [ConntrackMessageTests.Golden("conntrack-flow"), ConntrackMessageTests.Golden("conntrack-flow-ended"), ConntrackMessageTests.Golden("conntrack-list-filtered")];

    private static readonly ConntrackTuple Tuple = new(IPAddress.Loopback, IPAddress.Loopback, IpProtocol.Gre);

    private static readonly ConntrackFilter Filter = new() { AnyAddress = IPNetwork.Parse("10.0.0.0/7"), Zone = 6 };

    [Test]
    public void Random_bytes_behind_a_good_header_are_survived() =>
        Gen.Select(Gen.OneOfConst<ushort>(2, 3, 0x100, 0x102, 0x105), Gen.UShort, Gen.OneOfConst<byte>(0, 2, 10), Gen.Byte.Array[0, 200]).Sample(
            static (type, flags, family, payload) => Survive(FakeKernel.Message(type, flags, 1, [family, 0, 0, 0, .. payload])), iter: 20_000);

    [Test]
    public void Mutated_flows_are_survived() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 500], Gen.Byte).Array[1, 8], Gen.Int[4, 600], Gen.OneOfConst<ushort>(0x100, 0x102, 0x105)).Sample(
            static (seed, changes, cut, type) =>
            {
                var payload = Seeds[seed].AsSpan(16).ToArray();
                foreach (var (at, value) in changes)
                {
                    payload[at % payload.Length] = value;
                }

                Survive(FakeKernel.Message(type, 2, 1, payload.AsSpan(0, Math.Min(payload.Length, cut))));
            },
            iter: 30_000);

    private static void Survive(byte[] message)
    {
        Try(message, static connection => connection.ListFlows());
        Try(message, static connection => connection.CountFlows(Filter));
        Try(message, static connection => connection.FindFlow(Tuple));
        Try(message, static connection => connection.GetUsage());
        Try(message, static connection => connection.DeleteFlows(Filter));
        try
        {
            var rest = (ReadOnlySpan<byte>)message;
            _ = new ConntrackEventDecoder().Decode(MessageReader.Take(ref rest));
        }
        catch (NetlinkProtocolException)
        {
            // The way it may fail.
        }
    }

    private static void Try(byte[] message, Action<ConntrackConnection> act)
    {
        var kernel = new FakeKernel().Answer(message).Answer(FakeKernel.Done(1)).Answer(FakeKernel.Acknowledgement(2));
        using var connection = new ConntrackConnection(kernel.Socket(dumpAttempts: 1));
        try
        {
            act(connection);
        }
        catch (Exception e) when (e is NetlinkProtocolException or NetlinkException or DumpInterruptedException)
        {
            // The ways it may fail.
        }
    }
}
