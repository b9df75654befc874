namespace NetController.Netctl.Tests;

/// <summary>Help names everything that the design promises.</summary>
public sealed class HelpTests
{
    [TestCase("", "init network sandbox endpoint check repair plan gc host-changes rules pools ports version --root --firewall --json -q, -v,")]
    [TestCase("init", "--bridge --no-bridge --bip --bip6 --fixed-cidr --fixed-cidr-v6 --default-gateway --mtu --ipv6 --icc --ip-masq --ip --default-address-pool --active-sandbox --no-active-sandboxes")]
    [TestCase("network", "ls inspect create rm prune connect disconnect")]
    [TestCase("network ls", "--filter --no-trunc -q,")]
    [TestCase("network inspect", "<NAME>")]
    [TestCase("network create", "-d, --subnet --gateway --ip-range --aux-address --ipv4 --ipv6 --internal --attachable --label -o, <NAME>")]
    [TestCase("network rm", "<NAME>")]
    [TestCase("network prune", "-f,")]
    [TestCase("plan network create", "-d, --subnet --gateway --ip-range --aux-address --ipv6 --internal --label -o, <NAME>")]
    [TestCase("network connect", "--ip --ip6 --mac, --alias -p, --gw-priority --ifname --mtu --sysctl --link-local-ip --label <NETWORK> <SANDBOX>")]
    [TestCase("network disconnect", "<NETWORK> <SANDBOX>")]
    [TestCase("sandbox", "ls inspect create rm exec")]
    [TestCase("sandbox ls", "--no-trunc -q,")]
    [TestCase("sandbox create", "--netns --hostname --domainname --add-host --dns --dns-search --dns-opt, --label <NAME>")]
    [TestCase("sandbox exec", "<NAME> <CMD>...")]
    [TestCase("endpoint", "ls inspect create rm join leave")]
    [TestCase("endpoint create", "--ip --ip6 --mac, --alias -p, --gw-priority --ifname --mtu --sysctl --link-local-ip --label <NETWORK> <NAME>")]
    [TestCase("ports", "--why")]
    [TestCase("gc", "--dry-run")]
    [TestCase("rules", "[<NETWORK>]")]
    public async Task Help_names_each_command_option_and_argument(string command, string words)
    {
        var result = await Tool.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        var printed = result.Output.Split([' ', '\n', '='], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(words.Split(' ').Where(word => !printed.Contains(word) && !printed.Contains(word.TrimEnd(','))), Is.Empty);
            Assert.That(result.Error, Is.Empty);
        });
    }
}
