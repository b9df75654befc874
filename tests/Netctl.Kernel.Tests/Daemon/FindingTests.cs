using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using NetController.Drivers.Bridge;

namespace NetController.Netctl.Kernel.Tests.Daemon;

/// <summary>Which daemon netctl talks to, and what it says where there is none, or something else.</summary>
public sealed class FindingTests : NetctlTest
{
    [Test]
    public async Task A_daemon_is_found_by_the_root_folder_the_environment_and_the_option()
    {
        await using var daemon = await DaemonOfTest.StartAsync(Root, Host.Path);
        var made = NetctlOk("network create web").Trim();

        var byOption = Host.TryRun($"{Tool} --host unix://{daemon.Socket} network ls -q --no-trunc -f name=web");
        var byEnvironment = Host.TryRun($"NETCTL_HOST=unix://{daemon.Socket} {Tool} network ls -q --no-trunc -f name=web");
        var report = NetctlOk("init");

        Assert.Multiple(() =>
        {
            Assert.That(daemon.Controller.GetNetwork("web").Id.ToString(), Is.EqualTo(made), "found by --root");
            Assert.That(byOption.Output.Trim(), Is.EqualTo(made), byOption.Error);
            Assert.That(byEnvironment.Output.Trim(), Is.EqualTo(made), byEnvironment.Error);
            Assert.That(report, Does.Contain("web").And.Contain("created"));
        });
    }

    [Test]
    public async Task What_a_daemon_cannot_do_is_refused_as_a_wrong_command_line()
    {
        await using var daemon = await DaemonOfTest.StartAsync(Root, Host.Path);

        var init = Netctl("init --mtu 1400");
        var firewall = Netctl("--firewall iptables check");

        Assert.Multiple(() =>
        {
            Assert.That(init.ExitCode, Is.EqualTo(2));
            Assert.That(init.Error, Does.Contain("`netctl init` with options is not valid: a daemon has the state open").And.Contain("hint: give the daemon these options"));
            Assert.That(firewall.ExitCode, Is.EqualTo(2));
            Assert.That(firewall.Error, Does.Contain("--firewall").And.Contain(daemon.Socket));
        });
    }

    [Test]
    public void Where_no_daemon_listens_it_is_said_and_a_socket_left_over_is_not_taken_for_one()
    {
        NetctlOk("init");
        Directory.CreateDirectory(Path.Combine(Root, "run"));
        var leftOver = Path.Combine(Root, "run", "netctl.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(leftOver));
            File.Move(leftOver, $"{leftOver}.kept");
        }

        File.Move($"{leftOver}.kept", leftOver);

        var missing = Host.TryRun($"{Tool} --host unix://{Root}/none.sock network ls");
        var ended = Host.TryRun($"{Tool} --host unix://{leftOver} network ls");
        var odd = Host.TryRun($"{Tool} --host tcp://127.0.0.1:2375 network ls");
        var oddEnvironment = Host.TryRun($"NETCTL_HOST=tcp://127.0.0.1 {Tool} network ls");
        var events = Netctl("events");

        Assert.Multiple(() =>
        {
            Assert.That((missing.ExitCode, ended.ExitCode, odd.ExitCode, oddEnvironment.ExitCode, events.ExitCode), Is.EqualTo((1, 1, 2, 2, 1)));
            Assert.That(missing.Error, Does.StartWith($"error: no daemon listens at unix://{Root}/none.sock").And.Contain("hint: start the daemon"));
            Assert.That(ended.Error, Does.Contain("left from one that has ended"));
            Assert.That(odd.Error, Does.Contain("--host: 'tcp://127.0.0.1:2375' is no address of a daemon"));
            Assert.That(oddEnvironment.Error, Does.Contain("NETCTL_HOST"));
            Assert.That(events.Error, Does.StartWith("error: no daemon runs here").And.Contain("--host"));
            Assert.That(NetctlOk("network ls"), Does.Contain("bridge"), "the state itself is opened");
        });
    }

    [TestCase("", "has ended the connection")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Networks\":", "has ended the connection")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "does not answer as a NetController daemon does")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "does not answer as a NetController daemon does")]
    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 28\r\n\r\n{\"message\":\"page not found\"}", "does not answer as a NetController daemon does")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", "does not answer as a NetController daemon does")]
    public async Task What_is_no_daemon_or_breaks_off_is_told_from_one(string answer, string problem)
    {
        var path = Path.Combine(Root, "odd.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var serving = ServeAsync(listener, answer);

        var result = await Task.Factory.StartNew(() => Host.TryRun($"{Tool} --host unix://{path} network ls"), TaskCreationOptions.LongRunning);

        listener.Dispose();
        await serving;
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain(path).And.Contain(problem).And.Contain("hint: "));
    }

    [Test]
    public async Task Who_may_not_use_the_socket_is_told_so()
    {
        await using var daemon = await DaemonOfTest.StartAsync(Root, Host.Path);
        File.SetUnixFileMode(daemon.Socket, UnixFileMode.None);

        // Without the right to pass over modes: in a user namespace with one user there is nobody else to be.
        var result = NetctlUnder("setpriv --bounding-set=-dac_override --inh-caps=-dac_override", "network ls");

        Assert.That(result.ExitCode, Is.EqualTo(5), result.Error);
        Assert.That(result.Error, Does.Contain("may not be talked to by this user").And.Contain("hint: run it as root"));
    }

    [Test]
    public async Task Events_are_printed_followed_and_end_with_the_daemon()
    {
        var daemon = await DaemonOfTest.StartAsync(Root, Host.Path);
        await using var ending = daemon;
        NetctlOk("network create web");

        var kept = NetctlOk("events --filter kind=networkcreated --filter network=web");
        var none = NetctlOk("events --since 2030-01-01");
        var unknown = Netctl("events --filter colour=red");
        using var following = Process.Start(new ProcessStartInfo(Tool, ["--root", Root, "--json", "events", "--follow", "--filter", "network=late"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await daemon.Controller.CreateNetworkAsync(new NetworkSpec("late", new BridgeNetworkOptions()));
        var line = await following.StandardOutput.ReadLineAsync();
        await daemon.DisposeAsync();
        await following.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(kept, Does.Match(@"^\S+Z NetworkCreated network=web \([0-9a-f]{12}\)\n$"));
            Assert.That(none, Is.Empty);
            Assert.That((unknown.ExitCode, unknown.Error), Is.EqualTo((2, unknown.Error)));
            Assert.That(unknown.Error, Does.Contain("key 'colour' is unknown"));
            Assert.That(Text(Json(line!), "Kind"), Is.EqualTo("NetworkCreated"));
            Assert.That(following.ExitCode, Is.EqualTo(1), "the daemon has ended, and not the user");
        });
        Assert.That(await following.StandardError.ReadToEndAsync(), Does.Contain("the daemon has stopped"));
    }

    private static async Task ServeAsync(Socket listener, string answer)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptAsync();
                var request = new byte[4096];
                await connection.ReceiveAsync(request);
                await connection.SendAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
