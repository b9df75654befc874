using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NetController.Controller.Tests;
using NetController.Firewall;
using NetController.Ipam;

namespace NetController.Hosting.Tests;

/// <summary>What configuration says, and how wrong configuration is refused.</summary>
[TestFixture]
internal sealed class OptionTests
{
    private static readonly Dictionary<string, string?> Everything = new()
    {
        ["StateDirectory"] = "/srv/state",
        ["RunDirectory"] = "/srv/run",
        ["Firewall"] = "nftables",
        ["AddressPools:0"] = "base=10.10.0.0/16,size=24",
        ["AddressPools:1"] = "base=fd00:10::/48,size=64",
        ["ReservedSubnets:0"] = "10.8.0.0/16",
        ["ActiveSandboxes:0"] = "box",
        ["KeepPresentSandboxes"] = "true",
        ["GuardForwarding"] = "false",
        ["HostGatewayAddresses:0"] = "192.0.2.1",
        ["DefaultHostBinding"] = "127.0.0.1",
        ["AllowDirectRouting"] = "true",
        ["AcceptMark"] = "0x1/0xff",
        ["EventJournalLength"] = "64",
        ["HostNamespacePath"] = "/run/netns/host",
        ["RetryInterval"] = "00:00:05",
        ["DriftCheckInterval"] = "00:10:00",
        ["RepairDrift"] = "true",
        ["DefaultBridge:Enabled"] = "true",
        ["DefaultBridge:LinkName"] = "br0",
        ["DefaultBridge:AddressIPv4"] = "10.5.0.1/16",
        ["DefaultBridge:AddressIPv6"] = "fd00:5::1/64",
        ["DefaultBridge:FixedCidrIPv4"] = "10.5.1.0/24",
        ["DefaultBridge:FixedCidrIPv6"] = "fd00:5::/80",
        ["DefaultBridge:DefaultGatewayIPv4"] = "10.5.0.254",
        ["DefaultBridge:DefaultGatewayIPv6"] = "fd00:5::fe",
        ["DefaultBridge:Mtu"] = "1400",
        ["DefaultBridge:EnableIPv6"] = "true",
        ["DefaultBridge:InterContainerConnectivity"] = "false",
        ["DefaultBridge:Masquerade"] = "false",
        ["DefaultBridge:HostBinding"] = "192.0.2.1",
    };

    [Test]
    public async Task Everything_that_can_be_configured_reaches_the_controller()
    {
        var bed = new Testbed();
        using var host = Build(bed, Everything);

        await host.StartAsync();
        await host.StopAsync();

        var options = bed.Options;
        Assert.That(options with { DefaultBridge = new(), AddressPools = [], ReservedSubnets = [], ActiveSandboxes = [], HostGatewayAddresses = [] }, Is.EqualTo(new NetworkControllerOptions
        {
            StateDirectory = "/srv/state",
            RunDirectory = "/srv/run",
            Firewall = FirewallBackend.Nftables,
            KeepPresentSandboxes = true,
            GuardForwarding = false,
            DefaultHostBinding = IPAddress.Loopback,
            AllowDirectRouting = true,
            AcceptMark = new FirewallMark(1, 0xff),
            EventJournalLength = 64,
            HostNamespacePath = "/run/netns/host",
        }));
        Assert.That(options.AddressPools, Is.EqualTo(new[] { AddressPoolTemplate.Parse("base=10.10.0.0/16,size=24"), AddressPoolTemplate.Parse("base=fd00:10::/48,size=64") }));
        Assert.That(options.ReservedSubnets, Is.EqualTo(new[] { IPPrefix.Parse("10.8.0.0/16") }));
        Assert.That(options.ActiveSandboxes, Is.EqualTo(new[] { "box" }));
        Assert.That(options.HostGatewayAddresses, Is.EqualTo(new[] { AddressText.Parse("192.0.2.1") }));
        Assert.That(options.DefaultBridge, Is.EqualTo(new DefaultBridgeOptions
        {
            LinkName = "br0",
            AddressIPv4 = InterfaceAddress.Parse("10.5.0.1/16"),
            AddressIPv6 = InterfaceAddress.Parse("fd00:5::1/64"),
            FixedCidrIPv4 = IPPrefix.Parse("10.5.1.0/24"),
            FixedCidrIPv6 = IPPrefix.Parse("fd00:5::/80"),
            DefaultGatewayIPv4 = AddressText.Parse("10.5.0.254"),
            DefaultGatewayIPv6 = AddressText.Parse("fd00:5::fe"),
            Mtu = 1400,
            EnableIPv6 = true,
            InterContainerConnectivity = false,
            Masquerade = false,
            HostBinding = AddressText.Parse("192.0.2.1"),
        }));
        var upkeep = host.Services.GetRequiredService<IOptions<NetworkControllerHostOptions>>().Value;
        Assert.That((upkeep.RetryInterval, upkeep.DriftCheckInterval, upkeep.RepairDrift), Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10), true)));
    }

    [Test]
    public void No_option_of_the_controller_is_left_out()
    {
        var configured = Everything.Keys.Select(static key => key.Split(':')[0]).Distinct();
        var bridge = Everything.Keys.Where(static key => key.StartsWith("DefaultBridge:", StringComparison.Ordinal)).Select(static key => key.Split(':')[1]);

        Assert.That(typeof(NetworkControllerHostOptions).GetProperties().Select(static property => property.Name), Is.EquivalentTo(configured));
        Assert.That(typeof(NetworkControllerOptions).GetProperties().Select(static property => property.Name), Is.SubsetOf(configured));
        // An administrator's bridge excludes a link of our own, so that one configuration cannot have both.
        Assert.That(
            typeof(DefaultBridgeOptions).GetProperties().Where(static property => property.CanWrite).Select(static property => property.Name),
            Is.EquivalentTo(bridge.Append("UserManagedBridge")));
    }

    [Test]
    public void Without_configuration_the_controller_has_its_own_defaults()
    {
        var read = Configuration.HostOptionsReader.Read(new NetworkControllerHostOptions(), out var unreadable);

        Assert.That(unreadable, Is.Empty);
        Assert.That(read with { AddressPools = [], ReservedSubnets = [], ActiveSandboxes = [], HostGatewayAddresses = [] }, Is.EqualTo(new NetworkControllerOptions()));
    }

    [TestCase("AddressPools:0", "10.10.0.0/16", "AddressPools '10.10.0.0/16' is not a pool such as base=10.10.0.0/16,size=24")]
    [TestCase("ReservedSubnets:0", "10.8.0.1/16", "ReservedSubnets '10.8.0.1/16' is not a subnet")]
    [TestCase("HostGatewayAddresses:0", "10.1", "HostGatewayAddresses '10.1' is not an IP address")]
    [TestCase("DefaultHostBinding", "localhost", "DefaultHostBinding 'localhost' is not an IP address")]
    [TestCase("AcceptMark", "0x3/0x1", "AcceptMark '0x3/0x1' is not a mark")]
    [TestCase("EventJournalLength", "1", "an event journal of 1 is outside 16–1000000")]
    [TestCase("StateDirectory", "state", "the state directory 'state' is not an absolute path")]
    [TestCase("RetryInterval", "00:00:00.5", "RetryInterval '00:00:00.5000000' is neither zero nor between a second and 49 days")]
    [TestCase("RepairDrift", "true", "RepairDrift is on, yet DriftCheckInterval is zero")]
    [TestCase("DefaultBridge:AddressIPv4", "10.5.0.1", "DefaultBridge:AddressIPv4 '10.5.0.1' is not an address with a prefix length")]
    [TestCase("DefaultBridge:FixedCidrIPv6", "x", "DefaultBridge:FixedCidrIPv6 'x' is not a subnet")]
    [TestCase("DefaultBridge:Mtu", "20", "20")]
    [TestCase("StateDir", "/x", "StateDir is no option; the options are: AcceptMark, ActiveSandboxes, AddressPools")]
    [TestCase("DefaultBridge:Icc", "true", "DefaultBridge:Icc is no option; the options are: AddressIPv4")]
    public async Task A_wrong_value_or_key_stops_the_start_by_its_name_before_anything_is_opened(string key, string value, string problem)
    {
        var bed = new Testbed();
        using var host = Build(bed, new Dictionary<string, string?> { [key] = value });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.StartAsync());

        Assert.That(failure!.Failures, Has.One.Contains(problem));
        Assert.That((bed.Machine.OpenParts, bed.Machine.Disk), Is.EqualTo((0, (object?)null)));
    }

    [Test]
    public async Task All_problems_are_reported_at_once()
    {
        using var host = Build(new Testbed(), new Dictionary<string, string?> { ["Color"] = "red", ["AcceptMark"] = "blue", ["ReservedSubnets:0"] = "all" });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.StartAsync());

        Assert.That(failure!.Failures.Count(), Is.EqualTo(3));
    }

    [TestCase("EventJournalLength", "many", "EventJournalLength 'many' is not a whole number up to 2147483647")]
    [TestCase("EventJournalLength", "99999999999", "EventJournalLength '99999999999' is not a whole number up to 2147483647")]
    [TestCase("eventjournallength", "", "EventJournalLength '' is not a whole number up to 2147483647")]
    [TestCase("DefaultBridge:Mtu", "big", "DefaultBridge:Mtu 'big' is not a whole number up to 2147483647")]
    [TestCase("DefaultBridge:EnableIPv6", "yes", "DefaultBridge:EnableIPv6 'yes' is not true or false")]
    [TestCase("Firewall", "ufw", "Firewall 'ufw' is not one of Auto, Iptables, Nftables, None")]
    [TestCase("Firewall", "1", "Firewall '1' is not one of Auto, Iptables, Nftables, None")]
    [TestCase("RetryInterval", "soon", "RetryInterval 'soon' is not a time such as 00:00:30, or 0")]
    [TestCase("RetryInterval", "30", "RetryInterval '30' is not a time such as 00:00:30, or 0")]
    [TestCase("StateDirectory:0", "/srv", "StateDirectory is a list or a group of keys, not a text")]
    [TestCase("ReservedSubnets", "10.8.0.0/16", "ReservedSubnets '10.8.0.0/16' is not a list of texts")]
    [TestCase("ReservedSubnets:0", null, "ReservedSubnets:0 is null, not a text")]
    [TestCase("AddressPools:0:base", "10.10.0.0/16", "AddressPools:0 is a list or a group of keys, not a text")]
    [TestCase("DefaultBridge", "br0", "DefaultBridge 'br0' is not a group of options")]
    [TestCase("", "on", "the section 'on' is not a group of options")]
    public async Task A_value_of_the_wrong_type_is_named_with_its_key_and_what_is_expected(string key, string? value, string problem)
    {
        var bed = new Testbed();
        using var host = Build(bed, new Dictionary<string, string?> { [key] = value });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.StartAsync());

        Assert.That(failure!.Failures, Is.EqualTo(new[] { problem }));
        Assert.That((bed.Machine.OpenParts, bed.Machine.Disk), Is.EqualTo((0, (object?)null)));
    }

    [Test]
    public async Task Wrong_types_wrong_values_and_unknown_keys_are_all_told_and_nothing_that_only_follows_from_them()
    {
        using var host = Build(new Testbed(), new Dictionary<string, string?>
        {
            ["DriftCheckInterval"] = "often",
            ["RepairDrift"] = "true",
            ["EventJournalLength"] = "many",
            ["DefaultBridge:Mtu"] = "big",
            ["DefaultBridge:Icc"] = "true",
            ["AcceptMark"] = "blue",
        });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.StartAsync());

        Assert.That(failure!.Failures.Select(static problem => problem.Split(' ')[0]), Is.EquivalentTo(
            new[] { "DriftCheckInterval", "EventJournalLength", "DefaultBridge:Mtu", "DefaultBridge:Icc", "AcceptMark" }));
    }

    [Test]
    public async Task What_a_file_says_by_null_or_by_nothing_is_left_at_its_default()
    {
        const string file = """
            {"NetController": {"StateDirectory": null, "DefaultBridge": {"Mtu": null}, "ReservedSubnets": [], "AddressPools": null, "EventJournalLength": null, "AcceptMark": null}}
            """;
        var bed = new Testbed();
        var builder = TestHost.Create(bed);
        builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)));
        builder.Services.AddNetworkController(builder.Configuration.GetSection("NetController"));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(bed.Options with { AddressPools = [], ReservedSubnets = [], ActiveSandboxes = [], HostGatewayAddresses = [] }, Is.EqualTo(
            new NetworkControllerOptions { StateDirectory = "/fake/state", RunDirectory = "/fake/run", KeepPresentSandboxes = true }));
    }

    [Test]
    public async Task Without_the_section_the_defaults_are_in_force()
    {
        var bed = new Testbed();
        using var host = Build(bed, []);

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(bed.Options.EventJournalLength, Is.EqualTo(1024));
    }

    [Test]
    public async Task Code_has_the_last_word_in_the_controllers_own_types()
    {
        var bed = new Testbed();
        var builder = TestHost.Create(bed);
        builder.Services.ConfigureNetworkController(static (services, options) => options with { EventJournalLength = services.GetRequiredService<Number>().Value });
        builder.Services.AddSingleton(new Number(99));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(bed.Options.EventJournalLength, Is.EqualTo(99));
    }

    private static IHost Build(Testbed bed, Dictionary<string, string?> values)
    {
        var builder = TestHost.Create(bed);
        builder.Configuration.AddInMemoryCollection(values.Select(static pair => KeyValuePair.Create($"NetController:{pair.Key}".TrimEnd(':'), pair.Value)));
        builder.Services.AddNetworkController(builder.Configuration.GetSection("NetController"));
        return builder.Build();
    }

    private sealed record Number(int Value);
}
