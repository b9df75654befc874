using CsCheck;
using NetController.Netlink.Events;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests;

/// <summary>Whatever a subscription receives, its events end, and it fails only as it says.</summary>
public sealed class EventFuzzTests
{
    private static readonly (ushort Type, byte[] Payload)[] Seeds =
        [.. TraceTests.Pages().Where(static page => page.Name != "malformed").SelectMany(static page => Messages(page.Datagram))];

    [Test]
    public void Random_announcements_are_survived() =>
        Gen.Select(Gen.OneOfConst<ushort>(16, 17, 20, 21, 24, 25, 28, 29, 0xa00, 0xa02, 0xa03, 0xa05, 0xa06, 0xa08, 0xa09, 0xa0b, 0xa0c, 0xa0e, 0xa0f), Gen.Byte.Array[0, 120])
            .Sample(static (type, payload) => Survive(type, payload), iter: 20_000);

    [Test]
    public void Mutated_announcements_are_survived() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[1, 6], Gen.Int[0, 400], Gen.Bool).Sample(
            static (seed, changes, cut, isDeletion) =>
            {
                var (type, payload) = Seeds[seed];
                var bytes = payload.ToArray();
                foreach (var (at, value) in changes)
                {
                    if (bytes.Length > 0)
                    {
                        bytes[at % bytes.Length] = value;
                    }
                }

                // In both families a deletion is the type one or two behind the addition.
                Survive((ushort)(type + (isDeletion ? type >= 0xa00 ? 2 : 1 : 0)), bytes[..Math.Min(bytes.Length, cut)]);
            },
            iter: 30_000);

    private static void Survive(ushort type, byte[] payload)
    {
        Read(new RouteEventDecoder(), type, payload);
        Read(new NftEventDecoder(), type, payload);
    }

    private static void Read<TEvent>(IEventDecoder<TEvent> decoder, ushort type, byte[] payload)
        where TEvent : class
    {
        ReadOnlySpan<byte> datagram = FakeKernel.Message(type, 0, 0, payload);
        try
        {
            _ = decoder.Decode(MessageReader.Take(ref datagram));
        }
        catch (NetlinkProtocolException)
        {
            // The one way it may fail.
        }
    }

    private static List<(ushort Type, byte[] Payload)> Messages(byte[] datagram)
    {
        var messages = new List<(ushort, byte[])>();
        ReadOnlySpan<byte> rest = datagram;
        while (rest.Length > 16)
        {
            var message = MessageReader.Take(ref rest);
            if (message.Type >= 16)
            {
                messages.Add((message.Type, message.Payload.ToArray()));
            }
        }

        return messages;
    }
}
