namespace NetController.Netctl.Tests;

/// <summary>
/// Everything about a command line that is known to be wrong before the state or the kernel is asked: each names the option, says what is
/// wrong and what would be right, and ends with 2.
/// </summary>
public sealed class BadCommandLineTests
{
    private static readonly object[][] Rows =
    [
        // command line, what the message says
        ["init --bip 10.1/24", "--bip: '10.1/24' is not an address with its prefix length: write ADDRESS/LENGTH"],
        ["init --bip 10.0.0.1", "--bip: '10.0.0.1' is not an address with its prefix length"],
        ["init --bip 010.0.0.1/24", "--bip: '010.0.0.1/24' is not an address"],
        ["init --bip 10.0.0.1/33", "--bip: '10.0.0.1/33' is not an address"],
        ["init --bip6 fe80::1%eth0/64", "--bip6: 'fe80::1%eth0/64' is not an address"],
        ["init --bip 10.0.0.1/24 --bip 10.0.1.1/24", "Option '--bip' expects a single argument but 2 were provided"],
        ["init --bip", "Required argument missing for option: '--bip'"],
        ["init --fixed-cidr 10.0.0.9/24", "--fixed-cidr: '10.0.0.9/24' is not a subnet: it has host bits set; it should be 10.0.0.0/24"],
        ["init --fixed-cidr-v6 fd00::1/64", "--fixed-cidr-v6: 'fd00::1/64' is not a subnet: it has host bits set; it should be fd00::/64"],
        ["init --default-gateway 10.0.0", "--default-gateway: '10.0.0' is not an IP address"],
        ["init --mtu big", "--mtu: 'big' is no number"],
        ["init --mtu 99999999999", "--mtu: '99999999999' is no number"],
        ["init --icc=maybe", "--icc: 'maybe' is no boolean: write true or false"],
        ["init --ip-masq=", "--ip-masq: '' is no boolean"],
        ["init --icc false", "Unrecognized command or argument 'false'"],
        ["init --ip localhost", "--ip: 'localhost' is not an IP address"],
        ["init --default-address-pool 10.0.0.0/8", "--default-address-pool: '10.0.0.0/8' is not an address pool: write base=CIDR,size=N"],
        ["init --default-address-pool base=10.0.0.0/16,size=31", "--default-address-pool: The size of pool 10.0.0.0/16 must be 16 to 30"],
        ["init --default-address-pool base=10.0.0.1/16,size=24", "it should be 10.0.0.0/16"],
        ["init extra", "Unrecognized command or argument 'extra'"],
        ["init --nope", "Unrecognized command or argument '--nope'"],
        ["network", "Required command was not provided"],
        ["nope", "Unrecognized command or argument 'nope'"],
        ["--firewall pf check", "--firewall: 'pf' is no firewall backend: write auto, nftables, iptables or none"],
        ["network create", "Required argument 'NAME' missing for command: 'create'"],
        ["network create a b", "Unrecognized command or argument 'b'"],
        ["network create --nope", "Unrecognized option '--nope'"],
        ["network create --subnet 10.0.0.5/24 web", "--subnet: '10.0.0.5/24' is not a subnet: it has host bits set; it should be 10.0.0.0/24"],
        ["network create --subnet 10.0.0.0 web", "--subnet: '10.0.0.0' is not a subnet: write ADDRESS/LENGTH"],
        ["network create --gateway 10.0.0.01 web", "--gateway: '10.0.0.01' is not an IP address"],
        ["network create --ip-range 10.0.0.5/24 web", "--ip-range: '10.0.0.5/24' is not a subnet"],
        ["network create --aux-address 10.0.0.9 web", "--aux-address: '10.0.0.9' has no value: write key=value"],
        ["network create --aux-address printer=ten web", "--aux-address: 'ten' is not an IP address"],
        ["network create --label =x web", "--label: '=x' has no key: write key=value"],
        ["network create -o com.docker.network.driver.mtu web", "--opt: 'com.docker.network.driver.mtu' has no value: write key=value"],
        ["network create --ipv6=perhaps web", "--ipv6: 'perhaps' is no boolean"],
        ["plan network create --subnet 10.0.0.5/24 web", "it should be 10.0.0.0/24"],
        ["network rm", "Required argument 'NAME' missing for command: 'rm'"],
        ["network rm --all", "Unrecognized option '--all'"],
        ["network ls --filter =x", "--filter: '=x' has no key"],
        ["network connect web", "Required argument 'SANDBOX' missing for command: 'connect'"],
        ["network connect web box more", "Unrecognized command or argument 'more'"],
        ["network connect --ip 10.0.0 web box", "--ip: '10.0.0' is not an IP address"],
        ["network connect --mac 02:42 web box", "--mac: '02:42' is not a MAC address"],
        ["network connect -p 0:80 web box", "--publish: port '0:80' is not valid: '0' is not a host port: ports are 1 to 65535"],
        ["network connect -p 65536 web box", "'65536' is not a port: ports are 1 to 65535"],
        ["network connect -p 90-80:80-90 web box", "'90-80' is not a host port"],
        ["network connect -p 8000-8010:80-81 web box", "the ranges 8000-8010 and 80-81 differ in length"],
        ["network connect -p ::1:80:80 web box", "an IPv6 address stands in brackets"],
        ["network connect -p 80/icmp web box", "'icmp' is none of the protocols tcp, udp and sctp"],
        ["network connect --gw-priority high web box", "--gw-priority: 'high' is no number"],
        ["network connect --sysctl net.ipv4.conf.IFNAME.forwarding web box", "has no value: write key=value"],
        ["network connect --link-local-ip fe80::1%eth0 web box", "--link-local-ip: 'fe80::1%eth0' is not an IP address"],
        ["network connect --nope web box", "Unrecognized option '--nope'"],
        ["network disconnect web", "Required argument 'SANDBOX' missing for command: 'disconnect'"],
        ["sandbox", "Required command was not provided"],
        ["sandbox create", "Required argument 'NAME' missing for command: 'create'"],
        ["sandbox create --netns blue box", "--netns: 'blue' is no network namespace: write an absolute path such as /run/netns/blue, the number of a process, or host"],
        ["sandbox create --add-host db box", "--add-host: 'db' is no host with its address: write NAME:ADDRESS"],
        ["sandbox create --add-host db:ten box", "--add-host: 'ten' is not an IP address"],
        ["sandbox create --dns localhost box", "--dns: 'localhost' is not an IP address"],
        ["sandbox rm", "Required argument 'NAME' missing for command: 'rm'"],
        ["sandbox exec box", "Required argument 'CMD' missing for command: 'exec'"],
        ["endpoint create web", "Required argument 'NAME' missing for command: 'create'"],
        ["endpoint join db", "Required argument 'SANDBOX' missing for command: 'join'"],
        ["ports --why 0", "--why: '0' is not a port: ports are 1 to 65535"],
        ["ports --why 80-90", "--why: '80-90' is not a port"],
        ["ports --why 80/icmp", "'icmp' is none of the protocols tcp, udp and sctp"],
        ["rules a b", "Unrecognized command or argument 'b'"],
    ];

    [TestCaseSource(nameof(Rows))]
    public async Task A_command_line_that_cannot_be_read_ends_with_2_and_says_why(string commandLine, string message)
    {
        var result = await Tool.RunAsync(commandLine.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain(message));
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain("hint: see `netctl"));
            Assert.That(result.Output, Is.Empty);
        });
    }

    [Test]
    public async Task All_that_is_wrong_is_reported_at_once()
    {
        var result = await Tool.RunAsync("init", "--bip", "10.1/24", "--mtu", "x", "--icc=maybe");

        Assert.That(result.Error.Split('\n').Count(static line => line.StartsWith("error: ", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [TestCase("network ls --filter colour=red", "key 'colour' is unknown", "filter by one of: dangling, driver, id, label, name, scope, type")]
    [TestCase("network ls --filter type=odd", "type 'odd' is none of: builtin, custom", "filter by one of")]
    [TestCase("network ls --filter dangling=often", "dangling 'often' is no boolean", "filter by one of")]
    [TestCase("network ls --filter name=[", "name '[' is no regular expression", "filter by one of")]
    [TestCase("network ls --filter driver", "'driver' has no value: write driver=VALUE", "filter by one of")]
    [TestCase("plan network connect --ip 10.0.0.5 -p 80:80 web box", "a connection cannot be planned", "run `netctl network connect`")]
    [TestCase("init --default-gateway 10.0.0.1 --default-gateway 10.0.0.2", "10.0.0.1 and 10.0.0.2 are both IPv4", "give one gateway a family")]
    public async Task A_value_that_only_its_command_understands_ends_with_2_and_a_remedy(string commandLine, string problem, string remedy)
    {
        var result = await Tool.RunAsync([.. commandLine.Split(' '), "--root", "/nonexistent"]);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain(problem).And.Contain($"hint: {remedy}"));
        });
    }

    [TestCase("--bridge br9 --bip 10.0.0.1/24", "bip 10.0.0.1/24 cannot be set on the user-managed bridge 'br9'")]
    [TestCase("--bridge none --bip 10.0.0.1/24", "the default bridge is switched off, yet a bridge or an address of it is given")]
    [TestCase("--no-bridge --bridge br9", "the default bridge is switched off, yet a bridge or an address of it is given")]
    [TestCase("--bridge bridge-with-a-long-name", "it is longer than the 15 bytes that the kernel allows")]
    [TestCase("--bridge a/b", "'/' is not allowed")]
    [TestCase("--bip 10.0.0.0/24", "bip 10.0.0.0/24 is the subnet's own address")]
    [TestCase("--bip 10.0.0.255/24", "bip 10.0.0.255/24 is the subnet's broadcast address")]
    [TestCase("--bip fd00::1/64", "bip takes IPv4, not IPv6")]
    [TestCase("--bip 10.0.0.1/24 --fixed-cidr 10.1.0.0/24", "fixed-cidr 10.1.0.0/24 lies outside 10.0.0.0/24")]
    [TestCase("--bip 10.0.0.1/24 --default-gateway 10.1.0.1", "default-gateway 10.1.0.1 lies outside 10.0.0.0/24")]
    [TestCase("--fixed-cidr-v6 ff00::/64", "fixed-cidr-v6 ff00::/64 is a multicast range")]
    [TestCase("--mtu 67", "mtu 67 is outside 68–65535")]
    [TestCase("--mtu -1", "mtu -1 is outside 68–65535")]
    [TestCase("--mtu 65536", "mtu 65536 is outside 68–65535")]
    [TestCase("--ipv6 --mtu 1279", "mtu 1279 is outside 1280–65535")]
    [TestCase("--default-address-pool base=10.0.0.0/8,size=24 --default-address-pool base=10.5.0.0/16,size=24", "overlap")]
    public async Task Options_of_init_that_contradict_each_other_end_with_2_before_anything_is_touched(string options, string problem)
    {
        var root = Path.Combine(Path.GetTempPath(), $"netctl-{Guid.NewGuid():N}");

        var result = await Tool.RunAsync([.. options.Split(' ').Prepend("init"), "--root", root]);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain(problem).And.Contain("hint: correct the options; nothing was changed"));
            Assert.That(Directory.Exists(root), Is.False);
        });
    }
}
