using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.Netlink;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>Packets through ports that the tool has published, after it has ended.</summary>
public sealed class PublishedPortTests : NetctlTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongEnoughToFail = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_published_port_leads_into_the_sandbox_until_it_is_disconnected()
    {
        NetctlOk("init");
        NetctlOk("sandbox create box");
        var endpoint = Json(NetctlOk("network connect --json -p 8080:80 bridge box"));
        var (inside, gateway) = (Text(endpoint, "IPv4Address").Split('/')[0], Text(endpoint, "Gateway"));
        using var sandbox = NetworkNamespace.Open(Text(NetctlJson("sandbox inspect box")[0], "NamespacePath"));
        using var server = sandbox.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Any, 80));
        server.Listen();
        var serving = ServeAsync(server);

        var direct = await AskAsync(inside, 80, Patience);
        var published = await AskAsync(gateway, 8080, Patience);
        var loopback = await AskAsync("127.0.0.1", 8080, Patience);
        NetctlOk("network disconnect bridge box");
        var afterwards = await AskAsync(gateway, 8080, LongEnoughToFail);

        Assert.Multiple(() =>
        {
            Assert.That(direct, Is.EqualTo("served inside"), "the sandbox's own address");
            Assert.That(published, Is.EqualTo("served inside"), "the bridge's address");
            Assert.That(loopback, Is.EqualTo("served inside"), "the host's loopback");
            Assert.That(afterwards, Is.Null, "after the disconnection");
        });
        server.Dispose();
        await serving;
        NetctlOk("sandbox rm box");
    }

    private static async Task ServeAsync(Socket server)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptAsync();
                await client.SendAsync("served inside"u8.ToArray());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is done.
        }
    }

    /// <summary>What is served at an address of the fake host; null where nobody answers.</summary>
    private async Task<string?> AskAsync(string address, int port, TimeSpan patience)
    {
        using var client = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(patience);
        var answer = new byte[64];
        try
        {
            await client.ConnectAsync(new IPEndPoint(AddressText.Parse(address), port), timeout.Token);
            var length = await client.ReceiveAsync(answer, timeout.Token);
            return Encoding.ASCII.GetString(answer, 0, length);
        }
        catch (Exception unanswered) when (unanswered is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
