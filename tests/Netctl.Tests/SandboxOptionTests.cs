using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;

namespace NetController.Netctl.Tests;

/// <summary>What the command lines of sandboxes, endpoints and ports mean.</summary>
public sealed class SandboxOptionTests
{
    [Test]
    public void Every_option_of_connect_reaches_the_endpoint()
    {
        var spec = Endpoint(
            "--ip 10.0.0.5 --ip6 fd00::5 --mac 02:42:0a:00:00:05 --alias sql --alias store -p 8080:80 --publish=127.0.0.1:53:53/udp --gw-priority -3 "
            + "--ifname lan0 --mtu 1400 --sysctl net.ipv4.conf.IFNAME.forwarding=1 --link-local-ip 169.254.7.7 --label a=b=c --label flag");

        Assert.That(spec, Is.EqualTo(new EndpointSpec
        {
            AddressIPv4 = AddressText.Parse("10.0.0.5"),
            AddressIPv6 = AddressText.Parse("fd00::5"),
            MacAddress = MacAddress.Parse("02:42:0a:00:00:05"),
            Aliases = ["sql", "store"],
            Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("127.0.0.1:53:53/udp")],
            GatewayPriority = -3,
            InterfaceName = "lan0",
            Mtu = 1400,
            Sysctls = new EquatableMap<string>([KeyValuePair.Create("net.ipv4.conf.IFNAME.forwarding", "1")]),
            LinkLocalAddresses = [AddressText.Parse("169.254.7.7")],
            Labels = new EquatableMap<string>([KeyValuePair.Create("a", "b=c"), KeyValuePair.Create("flag", "")]),
        }));
    }

    [Test]
    public void Without_options_everything_about_an_endpoint_is_chosen() => Assert.That(Endpoint(""), Is.EqualTo(new EndpointSpec()));

    [Test]
    public void A_mac_address_is_understood_in_docker_s_spelling_too() =>
        Assert.That(Endpoint("--mac-address 02:42:0a:00:00:05").MacAddress, Is.EqualTo(MacAddress.Parse("02:42:0a:00:00:05")));

    [Test]
    public void Of_a_setting_given_twice_the_last_counts() =>
        Assert.That(Endpoint("--sysctl net.ipv4.conf.IFNAME.forwarding=1 --sysctl net.ipv4.conf.IFNAME.forwarding=0").Sysctls.Values, Is.EqualTo(new[] { "0" }));

    [Test]
    public void Every_option_of_sandbox_create_reaches_the_sandbox()
    {
        var spec = Sandbox(
            "--netns /run/netns/blue --hostname box --domainname example.org --add-host db:10.0.0.5 --add-host six=[fd00::5] --add-host seven:fd00::6 "
            + "--add-host up:host-gateway --dns 1.1.1.1 --dns 2606:4700::1 --dns-search example.org --dns-opt ndots:2 --label team=ops box");

        Assert.That(spec, Is.EqualTo(new SandboxSpec("box")
        {
            NamespacePath = "/run/netns/blue",
            Hostname = "box",
            DomainName = "example.org",
            ExtraHosts =
            [
                new HostsEntry("db", AddressText.Parse("10.0.0.5")),
                new HostsEntry("six", AddressText.Parse("fd00::5")),
                new HostsEntry("seven", AddressText.Parse("fd00::6")),
                new HostsEntry("up", null),
            ],
            NameServers = [AddressText.Parse("1.1.1.1"), AddressText.Parse("2606:4700::1")],
            SearchDomains = ["example.org"],
            ResolverOptions = ["ndots:2"],
            Labels = new EquatableMap<string>([KeyValuePair.Create("team", "ops")]),
        }));
    }

    [TestCase("", null, false, TestName = "Without_a_namespace_one_is_made")]
    [TestCase("--netns /run/netns/blue", "/run/netns/blue", false, TestName = "A_namespace_is_named_by_its_file")]
    [TestCase("--netns 812", "/proc/812/ns/net", false, TestName = "A_namespace_is_named_by_a_process_in_it")]
    [TestCase("--netns host", null, true, TestName = "The_word_host_means_the_hosts_own_stack")]
    public void The_namespace_of_a_sandbox(string options, string? path, bool isHost)
    {
        var spec = Sandbox($"{options} box");

        Assert.That((spec.NamespacePath, spec.IsHost), Is.EqualTo((path, isHost)));
    }

    [TestCase("80", 80, null)]
    [TestCase("53/udp", 53, TransportProtocol.Udp)]
    [TestCase("65535/TCP", 65535, TransportProtocol.Tcp)]
    public void A_port_is_asked_about_with_or_without_its_protocol(string text, int port, TransportProtocol? protocol) =>
        Assert.That(PortQuestion.Parse(text), Is.EqualTo(new PortQuestion(port, protocol)));

    private static EndpointSpec Endpoint(string options)
    {
        var endpoint = new EndpointOptions();
        var command = new RootCommand();
        endpoint.AddTo(command);
        return endpoint.Read(Parse(command, options));
    }

    private static SandboxSpec Sandbox(string options)
    {
        var sandbox = new SandboxCreateOptions();
        var command = new RootCommand();
        sandbox.AddTo(command);
        return sandbox.Read(Parse(command, options));
    }

    private static ParseResult Parse(Command command, string options)
    {
        var parsed = command.Parse(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(parsed.Errors, Is.Empty);
        return parsed;
    }
}
