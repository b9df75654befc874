using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using NetController.Netlink.Diagnostics;
using NetController.Netlink.Events;
using NetController.Netlink.NfTables;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>What a tracer shows of a datagram: pages that people can read, of anything that may pass.</summary>
public sealed class TraceTests
{
    private static readonly byte[][] Seeds = [.. Pages().Select(static page => page.Datagram)];

    internal static IEnumerable<(string Name, NetlinkProtocol Protocol, byte[] Datagram)> Pages()
    {
        foreach (var name in (string[])["link-add-veth", "link-set-bridge-and-port", "route-add-multipath", "route-list", "address-add"])
        {
            yield return (name, NetlinkProtocol.Route, GoldenBytesTests.Encode(GoldenBytesTests.Requests().Single(request => request.Name == name).Act));
        }

        yield return ("error", NetlinkProtocol.Route, Acknowledgement(3, -22, Attribute(1, "too small\0"u8), Attribute(2, BitConverter.GetBytes(32))));
        yield return ("error-with-request", NetlinkProtocol.Route, Message(2, 0, 3, [.. BitConverter.GetBytes(-17), .. Message(16, 5, 3, new byte[21], 0)]));
        yield return ("dump", NetlinkProtocol.Route, [.. Link(9, 1, "lo"), .. Link(9, 2, "eth0", 0x12), .. Done(9), .. Message(4, 0, 0, []), .. Message(99, 0x8000, 0, [1, 2, 3])]);
        yield return ("malformed", NetlinkProtocol.Route, [.. Message(16, 0, 0, [.. new byte[16], 255, 0, 3, 0]), .. Message(24, 0, 0, [1, 2]), 200, 0, 0, 0]);
        yield return ("conntrack-list", NetlinkProtocol.Netfilter, ConntrackMessageTests.Golden("conntrack-list-filtered"));
        yield return ("conntrack-flow", NetlinkProtocol.Netfilter, ConntrackMessageTests.Golden("conntrack-flow"));
        yield return ("transaction", NetlinkProtocol.Netfilter, Transaction());
    }

    [TestCaseSource(nameof(Names))]
    public void A_datagram_is_printed_as_its_page(string name)
    {
        var (_, protocol, datagram) = Pages().Single(page => page.Name == name);
        var text = new NetlinkTrace(protocol, Port, isSent: true, datagram).ToString();
        var path = Path.Combine(SourceFolder(), "Golden", $"trace-{name}.txt");
        if (Environment.GetEnvironmentVariable("NETCONTROLLER_UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path)));
    }

    [TestCaseSource(nameof(Names))]
    public void A_page_holds_every_byte_at_its_offset(string name)
    {
        var (_, protocol, datagram) = Pages().Single(page => page.Name == name);
        Assert.That(BytesOf(new NetlinkTrace(protocol, Port, isSent: false, datagram).ToString()), Is.EqualTo(datagram));
    }

    [Test]
    public void Whatever_passes_is_printed_with_every_byte() =>
        Gen.Select(Gen.OneOfConst(NetlinkProtocol.Route, NetlinkProtocol.Netfilter, NetlinkProtocol.Generic, (NetlinkProtocol)77), Gen.Byte.Array[0, 200]).Sample(
            static (protocol, bytes) => Survives(protocol, bytes), iter: 20_000);

    [Test]
    public void Whatever_follows_a_good_header_is_printed_with_every_byte() =>
        Gen.Select(Gen.OneOfConst<ushort>(0, 1, 2, 3, 4, 16, 20, 24, 28, 0xa00, 0xa03, 0xa06, 0xa09, 0xa0c, 0xa0f, 0x100), Gen.UShort, Gen.Byte.Array[0, 120]).Sample(
            static (type, flags, payload) => Survives(NetlinkProtocol.Netfilter, Message(type, flags, 1, payload)) && Survives(NetlinkProtocol.Route, Message(type, flags, 1, payload)), iter: 20_000);

    [Test]
    public void Mutated_messages_are_printed_with_every_byte() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[1, 6], Gen.Int[0, 2000]).Sample(
            static (seed, changes, cut) =>
            {
                var bytes = Seeds[seed].ToArray();
                foreach (var (at, value) in changes)
                {
                    bytes[at % bytes.Length] = value;
                }

                bytes = bytes[..Math.Min(bytes.Length, cut)];
                return Survives(NetlinkProtocol.Netfilter, bytes) && Survives(NetlinkProtocol.Route, bytes);
            },
            iter: 20_000);

    [Test]
    public void Attributes_nested_without_end_are_printed()
    {
        byte[] nest = [];
        while (nest.Length < 60_000)
        {
            nest = Attribute(0x8001, nest);
        }

        Assert.That(Survives(NetlinkProtocol.Route, Message(28, 0, 0, [.. new byte[12], .. nest])), Is.True);
    }

    [Test]
    public void A_tracer_sees_what_is_sent_and_received_and_how_it_fails()
    {
        var seen = new List<string>();
        using var kernel = new FakeKernel();
        using var traced = new TracingTransport(kernel, NetlinkProtocol.Route, new Recorder(seen));
        using var socket = new NetlinkSocket(traced, new NetlinkSocketOptions());
        using var route = new RouteConnection(socket);
        kernel.SendErrors.Enqueue(Errno.EINTR);
        kernel.AnswerFrom(4711, false, [1, 2, 3, 4]).Answer(Acknowledgement(1));
        route.UpdateLink(new LinkIndex(2), new LinkUpdate { IsUp = true });
        Assert.That(() => route.UpdateLink(new LinkIndex(2), new LinkUpdate { IsUp = true }), Throws.TypeOf<NetlinkProtocolException>());

        Assert.That(seen, Is.EqualTo(
        [
            "sent 32 bytes", "sent EINTR", "sent 32 bytes", "received 4 bytes from 4711", "received 36 bytes", "sent 32 bytes", "received EAGAIN",
        ]));
    }

    [Test]
    public async Task A_tracer_sees_what_a_subscription_receives()
    {
        var seen = new List<string>();
        using var kernel = new FakeKernel().Answer(Link(0, 1, "lo"), Link(0, 2, "a"));
        using var signal = new FakeSignal();
        using var watcher = new RouteWatcher(new EventStream<RouteEvent>(new TracingTransport(kernel, NetlinkProtocol.Route, new Recorder(seen)), signal, new RouteEventDecoder(), 4096));
        await foreach (var change in watcher.ReadAllAsync())
        {
            if (change is RouteEvent.LinkChanged { Link.Name: "a" })
            {
                break;
            }
        }

        Assert.That(seen, Is.EqualTo(["received 80 bytes"]));
    }

    [Test]
    public void A_tracer_that_throws_changes_nothing()
    {
        using var kernel = new FakeKernel().Answer(Acknowledgement(1));
        using var socket = new NetlinkSocket(new TracingTransport(kernel, NetlinkProtocol.Route, new Thrower()), new NetlinkSocketOptions());
        using var route = new RouteConnection(socket);
        Assert.That(() => route.UpdateLink(new LinkIndex(2), new LinkUpdate { IsUp = true }), Throws.Nothing);
    }

    [Test]
    public void Without_a_tracer_nothing_stands_around_the_transport()
    {
        using var kernel = new FakeKernel();
        Assert.That(TracingTransport.Around(kernel, NetlinkProtocol.Route, null), Is.SameAs(kernel));
    }

    [Test]
    public void The_text_tracer_writes_page_after_page()
    {
        using var writer = new StringWriter();
        var tracer = new NetlinkTextTracer(writer);
        tracer.Trace(new NetlinkTrace(NetlinkProtocol.Route, 5, isSent: true, [1, 2]));
        tracer.Trace(new NetlinkTrace(NetlinkProtocol.Generic, 5, isSent: false, default) { Error = Errno.ENOBUFS });
        tracer.Trace(new NetlinkTrace(NetlinkProtocol.Netfilter, 5, isSent: false, [3]) { SenderPortId = 9, IsTruncated = true });
        Assert.That(writer.ToString(), Is.EqualTo("""
            # sent on NETLINK_ROUTE, port 5: 2 bytes
            0000  01 02  # not a message
            # received on NETLINK_GENERIC, port 5: ENOBUFS (No buffer space available)
            # received on NETLINK_NETFILTER, port 5: 1 bytes from port 9, not the kernel, the end is cut off
            0000  03  # not a message

            """));
        Assert.That(() => new NetlinkTextTracer(null!), Throws.ArgumentNullException);
    }

    private static IEnumerable<string> Names() => Pages().Select(static page => page.Name);

    private static bool Survives(NetlinkProtocol protocol, byte[] bytes) =>
        BytesOf(new NetlinkTrace(protocol, 1, isSent: false, bytes).ToString()).SequenceEqual(bytes);

    /// <summary>The bytes of a page; fails unless each line stands at its offset.</summary>
    private static byte[] BytesOf(string page)
    {
        var bytes = new List<byte>();
        foreach (var line in page.Split('\n')[1..^1])
        {
            var digits = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(Convert.ToInt32(digits[0], 16), Is.EqualTo(bytes.Count), line);
            bytes.AddRange(digits[1..].Select(static two => Convert.ToByte(two, 16)));
        }

        return [.. bytes];
    }

    /// <summary>A table, a chain, a map with an element and a rule, as one datagram.</summary>
    private static byte[] Transaction()
    {
        var kernel = new FakeKernel();
        using var connection = new NftConnection(kernel.Socket(), new NetlinkSocketOptions());
        var table = new NftTable(NftFamily.Inet, "filter");
        var map = new NftSet(table.Reference, "ports", NftDataType.InetService) { DataType = NftDataType.Verdict };
        using var transaction = connection.BeginTransaction();
        transaction.AddTable(table);
        transaction.AddChain(new NftChain(table.Reference, "input") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Input, 0) });
        transaction.AddSet(map);
        transaction.AddElements(map, new NftElement(NftValue.FromPort(80)) { Verdict = NftVerdict.Accept });
        transaction.AddRule(new NftRule(table.Reference, "input", 
        [
            new NftMeta(NftMetaKey.Mark), new NftCompare(NftComparison.Equal, NftValue.FromUInt32(7)), new NftVerdictStatement(NftVerdict.Drop),
        ]));
        try
        {
            transaction.Commit();
        }
        catch (NetlinkProtocolException)
        {
            // The fake has no answer; the request is what matters.
        }

        return kernel.Sent[0];
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed class Recorder(List<string> seen) : INetlinkTracer
    {
        public void Trace(NetlinkTrace trace)
        {
            var text = new StringBuilder(trace.IsSent ? "sent " : "received ");
            text.Append(trace.Error is Errno.None ? $"{trace.Datagram.Length} bytes" : $"{trace.Error}");
            seen.Add((trace.SenderPortId == 0 ? text : text.Append(" from ").Append(trace.SenderPortId)).ToString());
        }
    }

    private sealed class Thrower : INetlinkTracer
    {
        public void Trace(NetlinkTrace trace) => throw new InvalidOperationException("a poor tracer");
    }
}
