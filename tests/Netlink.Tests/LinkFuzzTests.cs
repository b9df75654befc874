using System.Text;
using CsCheck;

namespace NetController.Netlink.Tests;

/// <summary>Whatever a kind's settings hold, reading them ends and fails only in the way it says.</summary>
public sealed class LinkFuzzTests
{
    private static readonly string[] Kinds = ["bridge", "vlan", "macvlan", "macvtap", "ipvlan", "vxlan", "vrf", "tun", "veth", "geneve"];

    /// <summary>Attributes of plausible numbers and sizes, so that getters are reached and not only the walk refused.</summary>
    private static readonly Gen<byte[]> Attributes = Gen.Select(Gen.UShort[0, 70], Gen.Byte.Array[0, 40]).Array[0, 12].Select(static pairs =>
        (byte[])[.. pairs.SelectMany(static pair => FakeKernel.Attribute(pair.Item1, pair.Item2))]);

    [Test]
    public void Settings_of_random_attributes_are_survived() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1], Attributes, Gen.Bool).Sample(
            static (kind, data, isPort) =>
            {
                var name = Encoding.UTF8.GetBytes(Kinds[kind] + "\0");
                byte[] info = isPort ? [.. FakeKernel.Attribute(4, name), .. FakeKernel.Attribute(5, data)] : [.. FakeKernel.Attribute(1, name), .. FakeKernel.Attribute(2, data)];
                Survive(16, FakeKernel.Attribute(18, info));
            },
            iter: 30_000);

    [Test]
    public void Links_of_random_attributes_are_survived() => Attributes.Sample(static attributes => Survive(16, attributes), iter: 20_000);

    [Test]
    public void Settings_cut_anywhere_are_survived()
    {
        var seeds = LinkGoldens.Requests().Select(static r => GoldenBytesTests.Encode(r.Act)).ToArray();
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 600], Gen.Int[16, 600], Gen.Byte).Sample(
            (seed, cut, at, value) =>
            {
                var payload = seeds[seed][16..];
                payload[at % payload.Length] = value;
                Try(FakeKernel.Message(16, 2, 1, payload.AsSpan(0, Math.Min(cut, payload.Length))));
            },
            iter: 20_000);
    }

    private static void Survive(ushort type, byte[] attributes)
    {
        byte[] header = [7, 0, 1, 0, 5, 0, 0, 0, .. new byte[8]];
        Try(FakeKernel.Message(type, 2, 1, [.. header, .. attributes]));
    }

    private static void Try(byte[] message)
    {
        Try(message, static route => route.ListLinks(null, LinkParts.All));
        Try(message, static route => route.ListBridgeVlans());
        Try(message, static route => route.CreateLinks(new BridgeSpec("b"), new BridgeSpec("c")));
    }

    private static void Try(byte[] message, Action<RouteConnection> act)
    {
        using var socket = new NetlinkSocket(new FakeKernel().Answer(message), new NetlinkSocketOptions { DumpAttempts = 1, ReceiveBufferSize = 8192 });
        using var route = new RouteConnection(socket);
        try
        {
            act(route);
        }
        catch (Exception e) when (e is NetlinkProtocolException or NetlinkException or DumpInterruptedException)
        {
            // The ways it may fail.
        }
    }
}
