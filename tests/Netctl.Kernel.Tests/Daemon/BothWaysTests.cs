using System.Text.RegularExpressions;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Netctl.Kernel.Tests.Daemon;

/// <summary>The same commands on a state and by a daemon that has one open: same output, same errors, same exit codes.</summary>
public sealed partial class BothWaysTests : NetctlTest
{
    // The story of one host, told twice; what stands after '!' is done to the host itself, with the link of the network web as {link}.
    private static readonly string[] Story =
    [
        "network ls",
        "network create --subnet 10.80.0.0/24 --gateway 10.80.0.254 --aux-address nas=10.80.0.7 --label team=a -o com.docker.network.driver.mtu=1400 web",
        "pools --json",
        "network create web",
        "network create --subnet 10.81.0.0/24 --gateway 10.99.0.1 --ip-range 10.98.0.0/25 --subnet fd00::/64 bad",
        "network create -d macvlan bad",
        "network create -o com.docker.network.nope=1 bad",
        "network create bridge",
        "network ls --json",
        "network ls --filter label=team --filter type=custom",
        "network inspect web nope bridge",
        "plan network create --subnet 10.82.0.0/24 planned",
        "sandbox create --hostname box.example --dns 192.0.2.53 --add-host db:10.0.0.5 --label a=b box",
        "sandbox create box",
        "sandbox create --json other",
        "network connect --ip 10.80.0.9 --mac 02:00:5e:10:00:09 --alias sql -p 8080-8081:80-81/udp -p 127.0.0.1:9090:90 --gw-priority 3 web box",
        "network connect nope box",
        "network connect --ip 10.80.0.9 web other",
        "network connect -p 127.0.0.1:9090:90 bridge other",
        "--json network connect --ip 172.17.0.9 bridge other",
        "sandbox ls",
        "sandbox inspect box nope",
        "sandbox exec box -- cat /sys/class/net/eth0/address",
        "endpoint ls",
        "endpoint inspect box",
        "ports",
        "ports --why 8081/udp",
        "--json ports --why 9090",
        "network rm web bridge",
        "endpoint create --ip 10.80.0.20 web spare",
        "endpoint join spare box",
        "endpoint rm spare nope a/b",
        "--json endpoint ls",
        "check",
        "!ip link set {link} mtu 1300",
        "check",
        "repair",
        "rules web",
        "rules nope",
        "host-changes",
        "gc --dry-run",
        "gc --json",
        "network disconnect web box",
        "network disconnect web box",
        "network create spare",
        "network prune --json",
        "sandbox rm box other nope",
    ];

    [Test]
    public async Task Every_command_prints_and_ends_the_same_on_a_state_and_by_a_daemon()
    {
        var second = NewNamespace("second");
        var root = Directory.CreateTempSubdirectory("netctl-").FullName;
        try
        {
            NetctlOk("--firewall nftables init");
            await using (await DaemonOfTest.StartAsync(root, second.Path))
            {
                var differences = new List<string>();
                foreach (var line in Story)
                {
                    var storing = Task.Factory.StartNew(() => Run(Host, Root, line), TaskCreationOptions.LongRunning);
                    var served = line.StartsWith('!') || line.Contains(" exec ", StringComparison.Ordinal)
                        ? Run(second, root, line)
                        : await RunHereAsync(root, line);
                    var stored = await storing;
                    if (served != stored)
                    {
                        differences.Add($"netctl {line}\non the state: {stored}\nby the daemon: {served}");
                    }
                }

                Assert.That(differences, Is.Empty, string.Join('\n', differences));
            }
        }
        finally
        {
            Remove(root);
        }
    }

    private static string Run(TestNamespace host, string root, string line)
    {
        if (line.StartsWith('!'))
        {
            var link = host.Run($"{Tool} --root {root} network inspect web | sed -n 's/.*\"Link\": \"\\(.*\\)\".*/\\1/p'").Trim();
            host.Run(line[1..].Replace("{link}", link, StringComparison.Ordinal));
            return "";
        }

        var (exitCode, output, error) = host.TryRun($"{Tool} --root {root} {line}");
        return Normalize($"{exitCode}\n{output}\n{error}".Replace(root, "ROOT", StringComparison.Ordinal));
    }

    /// <summary>By a daemon the tool needs no host of its own, and no process: that is where most of the time goes.</summary>
    private static async Task<string> RunHereAsync(string root, string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await NetctlApp.RunAsync(["--root", root, .. line.Split(' ')], output, error, TestContext.CurrentContext.CancellationToken);
        return Normalize($"{exitCode}\n{output}\n{error}".Replace(root, "ROOT", StringComparison.Ordinal));
    }

    /// <summary>What is another each time: ids, MAC addresses that were chosen, times, the IPv6 pool of an instance, and the width of its column.</summary>
    private static string Normalize(string text) =>
        Spaces().Replace(Chosen().Replace(text, static match => match.Length switch { 64 => "ID", 12 => "SHORT", _ => "CHOSEN" }), " ");

    private static void Remove(string root)
    {
        var namespaces = Path.Combine(root, "run", "netns");
        foreach (var file in Directory.Exists(namespaces) ? Directory.GetFiles(namespaces) : [])
        {
            NetworkNamespace.DeleteAt(file);
        }

        Directory.Delete(root, recursive: true);
    }

    [GeneratedRegex(@"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b|\bncv[0-9a-f]{11}\b|\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b|\bfd[0-9a-f]{2}:[0-9a-f:]+::/48|\d{4}-\d\d-\d\dT[0-9:.]+Z?")]
    private static partial Regex Chosen();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
