using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Networks;
using NetController.Ports;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>Forwarders by themselves, over sockets of a host that has nothing but its loopback.</summary>
public sealed class ForwarderTests : KernelTest
{
    private static readonly IPAddress Called = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Leading = IPAddress.Parse("127.0.0.2");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ForwardedCallers Everybody = new(new NetworkRegistry(), static _ => null);

    [Test]
    public async Task Many_stream_forwarders_that_are_stopped_together_end_without_an_exception()
    {
        const int Ports = 100;
        using var sockets = new ObservedSockets(Host.Path);
        using var stop = new CancellationTokenSource();
        var listeners = Enumerable.Range(0, Ports).Select(_ => Listen()).ToArray();
        var runs = listeners.Select(listener => new StreamForwarder(
            TransportProtocol.Tcp, listener, new IPEndPoint(Leading, 1), Everybody, sockets, NullLogger.Instance).RunAsync(stop.Token)).ToArray();
        var thrown = 0;
        EventHandler<FirstChanceExceptionEventArgs> count = (_, _) => Interlocked.Increment(ref thrown);
        AppDomain.CurrentDomain.FirstChanceException += count;
        try
        {
            await stop.CancelAsync();
            Array.ForEach(listeners, static listener => listener.Dispose());
            await Task.WhenAll(runs).WaitAsync(Patience);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= count;
        }

        // Room for what another thread of the process throws meanwhile: one for each of them would be more.
        Assert.That(thrown, Is.LessThan(Ports / 10));
    }

    [Test]
    public async Task A_stream_is_led_both_ways()
    {
        using var sockets = new ObservedSockets(Host.Path);
        using var stop = new CancellationTokenSource();
        using var server = Listen();
        var listener = Listen();
        var run = new StreamForwarder(
            TransportProtocol.Tcp, listener, (IPEndPoint)server.LocalEndPoint!, Everybody, sockets, NullLogger.Instance).RunAsync(stop.Token);

        for (var connection = 0; connection < 3; connection++)
        {
            using var client = Open(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listener.LocalEndPoint!);
            using var serving = await server.AcceptAsync().WaitAsync(Patience);
            await client.SendAsync("ping"u8.ToArray());
            Assert.That(await ReceiveAsync(serving), Is.EqualTo("ping"));
            await serving.SendAsync("pong"u8.ToArray());
            Assert.That(await ReceiveAsync(client), Is.EqualTo("pong"));
        }

        await stop.CancelAsync();
        listener.Dispose();
        await run.WaitAsync(Patience);
    }

    [Test]
    public async Task Datagrams_are_led_on_after_a_client_could_not_be_given_sockets()
    {
        using var sockets = new ObservedSockets(Host.Path) { Failures = 1 };
        using var stop = new CancellationTokenSource();
        using var echo = Bound(Leading);
        using var held = Bound(Called);
        var run = new UdpForwarder(held, (IPEndPoint)echo.LocalEndPoint!, Everybody, sockets, NullLogger.Instance).RunAsync(stop.Token);
        using var client = Bound(Called);

        await client.SendToAsync("lost"u8.ToArray(), held.LocalEndPoint!);
        await client.SendToAsync("ping"u8.ToArray(), held.LocalEndPoint!);

        await AssertServedAsync(echo, client, "ping");
        Assert.That(sockets.Failures, Is.Zero);
        await stop.CancelAsync();
        await run.WaitAsync(Patience);
    }

    [Test]
    public async Task An_endpoint_that_cannot_be_called_costs_no_socket()
    {
        using var sockets = new ObservedSockets(Host.Path);
        using var stop = new CancellationTokenSource();
        using var held = Bound(Called);
        // The host has no way there.
        var unreachable = new IPEndPoint(IPAddress.Parse("203.0.113.1"), 7);
        var run = new UdpForwarder(held, unreachable, Everybody, sockets, NullLogger.Instance).RunAsync(stop.Token);
        using var client = Bound(Called);

        await client.SendToAsync("ping"u8.ToArray(), held.LocalEndPoint!);
        var opened = await sockets.OpenedAsync(2);

        await Assert.ThatAsync(() => Task.FromResult(opened.Count(static socket => !socket.SafeHandle.IsClosed)), Is.Zero.After(2000, 20));
        await stop.CancelAsync();
        await run.WaitAsync(Patience);
    }

    [Test]
    public async Task A_client_that_waits_holds_no_buffer()
    {
        const int Clients = 100;
        using var sockets = new ObservedSockets(Host.Path);
        using var stop = new CancellationTokenSource();
        using var echo = Bound(Leading);
        using var held = Bound(Called);
        var run = new UdpForwarder(held, (IPEndPoint)echo.LocalEndPoint!, Everybody, sockets, NullLogger.Instance).RunAsync(stop.Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = Enumerable.Range(0, Clients).Select(_ => Bound(Called)).ToArray();

        foreach (var client in clients)
        {
            // The first is led on by the shared socket, the second by the client's own.
            foreach (var text in new[] { "first", "second" })
            {
                await client.SendToAsync(System.Text.Encoding.ASCII.GetBytes(text), held.LocalEndPoint!);
                await AssertServedAsync(echo, client, text);
            }
        }

        Assert.That((GC.GetTotalMemory(forceFullCollection: true) - before) / Clients, Is.LessThan(32 * 1024), "bytes a client");
        await stop.CancelAsync();
        await run.WaitAsync(Patience);
        Array.ForEach(clients, static client => client.Dispose());
        await sockets.AllClosedAsync();
    }

    private Socket Open(SocketType type, ProtocolType protocol) => Host.Namespace.OpenSocket(AddressFamily.InterNetwork, type, protocol);

    private Socket Listen()
    {
        var listener = Open(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(Called, 0));
        listener.Listen(16);
        return listener;
    }

    private Socket Bound(IPAddress address)
    {
        var socket = Open(SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static async Task AssertServedAsync(Socket echo, Socket client, string text)
    {
        var buffer = new byte[64];
        using var patience = new CancellationTokenSource(Patience);
        var asked = await echo.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), patience.Token);
        Assert.That(System.Text.Encoding.ASCII.GetString(buffer, 0, asked.ReceivedBytes), Is.EqualTo(text));
        await echo.SendToAsync(buffer.AsMemory(0, asked.ReceivedBytes), SocketFlags.None, asked.RemoteEndPoint, patience.Token);
        Assert.That(await ReceiveAsync(client), Is.EqualTo(text));
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[64];
        using var patience = new CancellationTokenSource(Patience);
        return System.Text.Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token));
    }

    /// <summary>The host's port sockets, of which some are refused and the others remembered.</summary>
    private sealed class ObservedSockets(string path) : IPortSockets
    {
        private readonly HostPortSockets _inner = new(path);
        private readonly List<Socket> _opened = [];

        /// <summary>How many sockets are still to be refused, in a way that no forwarder expects.</summary>
        public int Failures { get; set; }

        public ImmutableArray<HeldPorts> Bind(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports) => _inner.Bind(protocol, places, ports);

        public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new InvalidOperationException("too many open files");
            }

            var socket = _inner.OpenOutgoing(protocol, family);
            lock (_opened)
            {
                _opened.Add(socket);
            }

            return socket;
        }

        public string? FindLinkName(int index) => _inner.FindLinkName(index);

        public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) => null;

        /// <summary>Waits until so many have been opened.</summary>
        public async Task<IReadOnlyList<Socket>> OpenedAsync(int count)
        {
            await Assert.ThatAsync(() => Task.FromResult(Opened().Count), Is.EqualTo(count).After(5000, 20));
            return Opened();
        }

        public async Task AllClosedAsync() =>
            await Assert.ThatAsync(() => Task.FromResult(Opened().Count(static socket => !socket.SafeHandle.IsClosed)), Is.Zero.After(5000, 20));

        public void Dispose() => _inner.Dispose();

        private List<Socket> Opened()
        {
            lock (_opened)
            {
                return [.. _opened];
            }
        }
    }
}
