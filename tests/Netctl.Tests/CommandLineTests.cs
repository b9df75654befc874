using NetController.Firewall;
using NetController.Formats;
using NetController.Netctl.Commands;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>What command lines mean.</summary>
public sealed class CommandLineTests
{
    private static readonly NetctlConsole Nowhere = new(TextWriter.Null, TextWriter.Null);

    [Test]
    public void The_root_folder_holds_the_state_and_below_it_the_run_time_files()
    {
        var global = Global("--root", "/srv/lab", "check");

        Assert.That((global.StateDirectory, global.RunDirectory), Is.EqualTo(("/srv/lab", "/srv/lab/run")));
    }

    [Test]
    public void Without_a_root_folder_the_systems_own_are_used()
    {
        var global = Global("check");

        Assert.That((global.StateDirectory, global.RunDirectory), Is.EqualTo(("/var/lib/netctl", "/run/netctl")));
    }

    [Test]
    public void Global_options_are_understood_before_and_after_the_command()
    {
        var before = Global("--json", "-q", "-v", "--firewall", "none", "network", "ls");
        var after = Global("network", "ls", "--json", "-q", "-v", "--firewall", "none");

        Assert.That(after, Is.EqualTo(before));
        Assert.That((after.Json, after.Quiet, after.Verbose, after.Firewall), Is.EqualTo((true, true, true, (FirewallBackend?)FirewallBackend.None)));
    }

    [TestCase("", true, null, TestName = "Without_an_option_the_managed_bridge_is_meant")]
    [TestCase("--bridge netctl0", true, null, TestName = "The_managed_bridges_own_name_means_the_managed_bridge")]
    [TestCase("--bridge br9", true, "br9", TestName = "Any_other_bridge_is_its_administrators")]
    [TestCase("--bridge none", false, null, TestName = "A_bridge_called_none_is_no_bridge")]
    [TestCase("--no-bridge", false, null, TestName = "No_bridge_is_no_bridge")]
    public void The_default_bridge(string options, bool enabled, string? userManaged)
    {
        var bridge = Init(options).DefaultBridge;

        Assert.That((bridge.Enabled, bridge.UserManagedBridge), Is.EqualTo((enabled, userManaged)));
    }

    [Test]
    public void Every_option_of_init_reaches_the_controller()
    {
        var options = Init(
            "--bip 10.0.0.1/24 --bip6 fd00::1/64 --fixed-cidr 10.0.0.128/25 --fixed-cidr-v6 fd00::/80 --default-gateway 10.0.0.2 --default-gateway fd00::2 "
            + "--mtu 1400 --ipv6 --icc=false --ip-masq=0 --ip 192.0.2.1 --default-address-pool base=10.9.0.0/16,size=24 "
            + "--default-address-pool base=10.8.0.0/16,size=26 --active-sandbox a --active-sandbox b --firewall none");

        Assert.Multiple(() =>
        {
            Assert.That(options.DefaultBridge, Is.EqualTo(new DefaultBridgeOptions
            {
                AddressIPv4 = InterfaceAddress.Parse("10.0.0.1/24"),
                AddressIPv6 = InterfaceAddress.Parse("fd00::1/64"),
                FixedCidrIPv4 = IPPrefix.Parse("10.0.0.128/25"),
                FixedCidrIPv6 = IPPrefix.Parse("fd00::/80"),
                DefaultGatewayIPv4 = AddressText.Parse("10.0.0.2"),
                DefaultGatewayIPv6 = AddressText.Parse("fd00::2"),
                Mtu = 1400,
                EnableIPv6 = true,
                InterContainerConnectivity = false,
                Masquerade = false,
                HostBinding = AddressText.Parse("192.0.2.1"),
            }));
            Assert.That(options.AddressPools.Select(static pool => pool.ToString()), Is.EqualTo(new[] { "base=10.9.0.0/16,size=24", "base=10.8.0.0/16,size=26" }));
            Assert.That(options.ActiveSandboxes, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(options.KeepPresentSandboxes, Is.False);
            Assert.That(options.Firewall, Is.EqualTo(FirewallBackend.None));
            Assert.That(options.DefaultHostBinding, Is.EqualTo(AddressText.Parse("192.0.2.1")));
        });
    }

    [TestCase("", "", true)]
    [TestCase("--active-sandbox box", "box", false)]
    [TestCase("--no-active-sandboxes", "", false)]
    public void Sandboxes_that_are_present_are_alive_unless_init_is_told_which_are(string line, string active, bool keepsPresent)
    {
        var options = Init(line);

        Assert.That((string.Join(' ', options.ActiveSandboxes), options.KeepPresentSandboxes), Is.EqualTo((active, keepsPresent)));
    }

    [Test]
    public void Sandboxes_cannot_be_alive_and_none_of_them()
    {
        Assert.That(() => Init("--active-sandbox box --no-active-sandboxes"), Throws.TypeOf<InvalidRequestException>());
    }

    [Test]
    public void A_boolean_option_never_swallows_the_name_behind_it()
    {
        var request = Create("network create --ipv6 --internal true");

        Assert.That((request.Name, request.EnableIPv6, request.Internal), Is.EqualTo(("true", (bool?)true, true)));
    }

    [Test]
    public void An_argument_that_begins_with_an_at_sign_is_not_a_file_to_read()
    {
        Assert.That(Create("network create --label owner=@ops -o key=@/etc/passwd web").Labels, Is.EqualTo(new[] { new KeyValue("owner", "@ops") }));
    }

    [Test]
    public void Every_option_of_network_create_is_read_in_docker_s_spelling()
    {
        var request = Create(
            "network create -d host --subnet 10.0.0.0/24 --subnet=fd00::/64 --gateway 10.0.0.1 --ip-range 10.0.0.128/25 --aux-address printer=10.0.0.9 "
            + "--ipv4=false --ipv6 --internal --attachable --label a=b=c --label flag -o x=1 --opt y=2 web");

        Assert.Multiple(() =>
        {
            Assert.That((request.Name, request.Driver), Is.EqualTo(("web", "host")));
            Assert.That(request.Subnets.Select(static subnet => subnet.Prefix.ToString()), Is.EqualTo(new[] { "10.0.0.0/24", "fd00::/64" }));
            Assert.That(request.Gateways, Is.EqualTo(new[] { AddressText.Parse("10.0.0.1") }));
            Assert.That(request.Ranges, Is.EqualTo(new[] { IPPrefix.Parse("10.0.0.128/25") }));
            Assert.That(request.AuxiliaryAddresses, Is.EqualTo(new[] { new AuxiliaryAddress("printer", AddressText.Parse("10.0.0.9")) }));
            Assert.That((request.EnableIPv4, request.EnableIPv6), Is.EqualTo(((bool?)false, (bool?)true)));
            Assert.That((request.Internal, request.Attachable), Is.EqualTo((true, true)));
            Assert.That(request.Labels, Is.EqualTo(new[] { new KeyValue("a", "b=c"), new KeyValue("flag", null) }));
            Assert.That(request.DriverOptions, Is.EqualTo(new[] { new KeyValue("x", "1"), new KeyValue("y", "2") }));
        });
    }

    [Test]
    public void Without_a_driver_a_bridge_is_meant() => Assert.That(Create("network create web").Driver, Is.EqualTo("bridge"));

    private static GlobalOptions Global(params string[] args) => GlobalOptions.From(RootCommandFactory.Create(Nowhere).Parse(args));

    private static NetworkControllerOptions Init(string options)
    {
        var init = new InitOptions();
        var command = new System.CommandLine.RootCommand();
        init.AddTo(command);
        GlobalOptions.AddTo(command);
        var parsed = command.Parse(BooleanWords.Normalize(Words(options), command, []));
        Assert.That(parsed.Errors, Is.Empty);
        return init.Read(parsed, GlobalOptions.From(parsed));
    }

    private static NetworkCreateRequest Create(string commandLine)
    {
        var create = new NetworkCreateOptions();
        var command = new System.CommandLine.RootCommand();
        create.AddTo(command);
        var parsed = command.Parse(
            BooleanWords.Normalize(Words(commandLine)[2..], command, []), new System.CommandLine.ParserConfiguration { ResponseFileTokenReplacer = null });
        Assert.That(parsed.Errors, Is.Empty);
        return create.Read(parsed);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
