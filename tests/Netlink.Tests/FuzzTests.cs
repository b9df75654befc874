using CsCheck;

namespace NetController.Netlink.Tests;

/// <summary>Whatever bytes arrive, the readers end, stay inside their buffer, and fail only in the ways they say.</summary>
public sealed class FuzzTests
{
    private static readonly byte[][] Seeds = [.. GoldenBytesTests.Requests().Select(static request => GoldenBytesTests.Encode(request.Act))];

    [Test]
    public void Random_bytes_as_an_answer_are_survived() =>
        Gen.Byte.Array[0, 300].Sample(static bytes => Survive(bytes), iter: 20_000);

    [Test]
    public void Random_bytes_behind_a_good_header_are_survived() =>
        Gen.Select(Gen.OneOfConst<ushort>(2, 3, 16, 20, 24, 28, 32, 36, 40, 44), Gen.UShort, Gen.Byte.Array[0, 200]).Sample(
            static (type, flags, payload) => Survive(FakeKernel.Message(type, flags, 1, payload)), iter: 20_000);

    [Test]
    public void Mutated_messages_are_survived() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[16, 400], Gen.Byte).Array[1, 8], Gen.Int[0, 400]).Sample(
            static (seed, changes, cut) =>
            {
                var payload = Seeds[seed].AsSpan(16).ToArray();
                foreach (var (at, value) in changes)
                {
                    payload[at % payload.Length] = value;
                }

                var type = BitConverter.ToUInt16(Seeds[seed], 4);

                // Types come in fours, to make, delete, get and set: the first is that of the answer.
                var answered = type & ~3;
                Survive(FakeKernel.Message((ushort)answered, 2, 1, payload.AsSpan(0, Math.Min(payload.Length, cut))));
            },
            iter: 30_000);

    [Test]
    public void Hardware_addresses_survive_their_own_notation() =>
        Gen.Byte.Array[1, HardwareAddress.MaximumLength].Sample(static bytes =>
        {
            var address = new HardwareAddress(bytes);
            return HardwareAddress.Parse(address.ToString()) == address && address.Length == bytes.Length;
        });

    [Test]
    public void Random_text_is_no_hardware_address_or_one_of_equal_notation() =>
        Gen.String[Gen.Char["0123456789abcdefABCDEF: +x"], 0, 40].Sample(static text =>
            !HardwareAddress.TryParse(text, out var address) || string.Equals(address.ToString(), text, StringComparison.OrdinalIgnoreCase));

    private static void Survive(byte[] datagram)
    {
        Try(datagram, static route => route.ListLinks());
        Try(datagram, static route => route.ListAddresses());
        Try(datagram, static route => route.ListRoutes());
        Try(datagram, static route => route.ListNeighbours());
        Try(datagram, static route => route.ListForwardingEntries());
        Try(datagram, static route => route.ListRules());
        Try(datagram, static route => route.ListQdiscs());
        Try(datagram, static route => route.ListClasses(new LinkIndex(1)));
        Try(datagram, static route => route.ListFilters(new LinkIndex(1), TrafficHandle.Root));
        Try(datagram, static route => route.FindLink("a"));
        Try(datagram, static route => route.UpdateLink(new LinkIndex(1), new LinkUpdate { Mtu = 1 }));
    }

    private static void Try(byte[] datagram, Action<RouteConnection> act)
    {
        using var socket = new NetlinkSocket(new FakeKernel().Answer(datagram), new NetlinkSocketOptions { DumpAttempts = 1, ReceiveBufferSize = 8192 });
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
