using NetController.Controller.Tests.Fakes;
using NetController.Drivers.Null;
using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class CreateTests
{
    private static IEnumerable<TestCaseData> InvalidSpecs()
    {
        var good = Testbed.Bridge("web");
        yield return Case("an empty name", good with { Name = " " }, "its name is empty");
        yield return Case("a long name", good with { Name = new string('a', 256) }, "its name is longer than 255 characters");
        yield return Case("a name with a space", good with { Name = "a b" }, "letters, digits, '_', '.' and '-'");
        yield return Case("a name that begins with a dash", good with { Name = "-a" }, "must begin with a letter or digit");
        yield return Case("a name in another script", good with { Name = "netzwörk" }, "must begin with a letter or digit");
        yield return Case("two IPv4 subnets", With(Subnet("10.1.0.0/24"), Subnet("10.2.0.0/24")), "it asks for 2 IPv4 subnets, where one is possible");
        yield return Case("an IPv6 subnet without IPv6", With(Subnet("fd00::/64")), "it asks for IPv6 subnet fd00::/64, yet IPv6 is not enabled");
        yield return Case("an IPv4 subnet without IPv4", With(Subnet("10.1.0.0/24")) with { EnableIPv4 = false }, "IPv4 is not enabled");
        yield return Case("a subnet and a length", With(Subnet("10.1.0.0/24") with { PrefixLength = 24 }), "a prefix length for one to be chosen as well");
        yield return Case("a range outside", With(Subnet("10.1.0.0/24") with { Range = IPPrefix.Parse("10.2.0.0/25") }), "range 10.2.0.0/25 lies outside subnet 10.1.0.0/24");
        yield return Case("a range larger", With(Subnet("10.1.0.0/24") with { Range = IPPrefix.Parse("10.1.0.0/16") }), "range 10.1.0.0/16 lies outside");
        yield return Case("a gateway outside", With(Subnet("10.1.0.0/24") with { Gateway = AddressText.Parse("10.2.0.1") }), "gateway 10.2.0.1 lies outside subnet 10.1.0.0/24");
        yield return Case("a gateway of the other family", With(Subnet("10.1.0.0/24") with { Gateway = AddressText.Parse("fd00::1") }), "gateway fd00::1 lies outside");
        yield return Case("an auxiliary address outside", With(Subnet("10.1.0.0/24") with { AuxiliaryAddresses = Aux("dns", "10.2.0.3") }), "auxiliary address 'dns' 10.2.0.3 lies outside");
        yield return Case("a range without subnet", With(new SubnetRequest(IPFamily.IPv4) { Range = IPPrefix.Parse("10.1.0.0/25") }), "range 10.1.0.0/25 needs the subnet");
        yield return Case("a gateway without subnet", With(new SubnetRequest(IPFamily.IPv4) { Gateway = AddressText.Parse("10.1.0.1") }), "gateway 10.1.0.1 needs the subnet");
        yield return Case("auxiliary addresses without subnet", With(new SubnetRequest(IPFamily.IPv4) { AuxiliaryAddresses = Aux("dns", "10.2.0.3") }), "auxiliary addresses need the subnet");
        yield return Case("a prefix length of 33", With(new SubnetRequest(IPFamily.IPv4) { PrefixLength = 33 }), "prefix length 33 is outside 1–32");
        yield return Case("a prefix length of 0", With(new SubnetRequest(IPFamily.IPv6) { PrefixLength = 0 }) with { EnableIPv6 = true }, "prefix length 0 is outside 1–128");
        yield return Case("an option the driver refuses", good with { Options = new FakeBridgeOptions { Mtu = 67 } }, "mtu 67 is outside 68–65535");
        yield return Case("a gateway that is the network address", With(Subnet("10.1.0.0/24") with { Gateway = AddressText.Parse("10.1.0.0") }), "it is the network address");
        yield return Case("a gateway that is the broadcast address", With(Subnet("10.1.0.0/24") with { Gateway = AddressText.Parse("10.1.0.255") }), "it is the broadcast address");

        static TestCaseData Case(string name, NetworkSpec spec, string problem) => new TestCaseData(spec, problem).SetArgDisplayNames(name);
        static SubnetRequest Subnet(string subnet) => new(IPPrefix.Parse(subnet));
        static EquatableMap<System.Net.IPAddress> Aux(string name, string address) => new([KeyValuePair.Create(name, AddressText.Parse(address))]);
        NetworkSpec With(params SubnetRequest[] subnets) => good with { Subnets = [.. subnets] };
    }

    [TestCaseSource(nameof(InvalidSpecs))]
    public async Task A_spec_that_is_not_valid_is_refused_by_name_cause_and_remedy_and_nothing_changes(NetworkSpec spec, string problem)
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        bed.Machine.Effects.Clear();

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.CreateNetworkAsync(spec));

        Assert.That(failure!.Kind, Is.EqualTo(ErrorKind.Invalid));
        Assert.That(failure.Problem, Does.Contain(problem).And.Contains($"network '{spec.Name}'"));
        Assert.That(failure.Remedy, Is.Not.Empty);
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
        Assert.That(bed.Machine.Effects, Is.Empty);
        await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.PlanNetworkAsync(spec));
    }

    [Test]
    public async Task All_problems_of_a_spec_are_reported_together()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var spec = Testbed.Bridge("a b", "fd00::/64");

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.CreateNetworkAsync(spec));

        Assert.That(failure!.Problems.Length, Is.EqualTo(2));
    }

    [TestCase("none")]
    [TestCase("host")]
    [TestCase("bridge")]
    [TestCase("default")]
    public async Task A_predefined_name_can_neither_be_created_nor_planned(string name)
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();

        var failure = await Assert.ThrowsAsync<OperationForbiddenException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge(name)));

        Assert.That(failure!.Problem, Is.EqualTo($"network name '{name}' is predefined and cannot be created"));
        await Assert.ThrowsAsync<OperationForbiddenException>(async () => await controller.PlanNetworkAsync(Testbed.Bridge(name)));
    }

    [Test]
    public async Task A_created_network_is_recorded_real_and_found()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var spec = new NetworkSpec("web", new FakeBridgeOptions { Link = "br-web", Mtu = 1400 })
        {
            EnableIPv6 = true,
            Internal = true,
            Attachable = true,
            Labels = new EquatableMap<string>([KeyValuePair.Create("owner", "me")]),
            Subnets = [new SubnetRequest(IPPrefix.Parse("10.1.0.0/24")) { Range = IPPrefix.Parse("10.1.0.128/25"), AuxiliaryAddresses = new([KeyValuePair.Create("dns", AddressText.Parse("10.1.0.129"))]) }],
        };

        var network = await controller.CreateNetworkAsync(spec);

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
        Assert.That(controller.GetNetwork("web"), Is.SameAs(network), "one live object");
        Assert.That((network.Name, network.LinkName, network.Record.State, network.Record.Created), Is.EqualTo(("web", "br-web", RecordState.Active, bed.Machine.Stored("web").Created)));
        Assert.That(bed.Machine.Stored("web"), Is.EqualTo(network.Record));
        Assert.That((network.Record.Internal, network.Record.Attachable, network.Record.EnableIPv4, network.Record.EnableIPv6, network.Record.Labels), Is.EqualTo((true, true, true, true, spec.Labels)));
        Assert.That(network.Record.Pools[0].Gateway.ToString(), Is.EqualTo("10.1.0.128/24"), "the first free address of the range");
        Assert.That(network.Record.Pools[1].Family, Is.EqualTo(IPFamily.IPv6));
        Assert.That(bed.Machine.Links["br-web"].Mtu, Is.EqualTo(1400));
    }

    [Test]
    public async Task A_chosen_gateway_never_takes_an_auxiliary_address()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var spec = Testbed.Bridge("web") with
        {
            Subnets = [new SubnetRequest(IPPrefix.Parse("10.1.0.0/24")) { AuxiliaryAddresses = new([KeyValuePair.Create("dns", AddressText.Parse("10.1.0.1"))]) }],
        };

        var network = await controller.CreateNetworkAsync(spec);

        Assert.That(network.Record.Pools[0].Gateway.ToString(), Is.EqualTo("10.1.0.2/24"));
    }

    [Test]
    public async Task A_creation_costs_two_commits_and_one_firewall_transaction_whatever_exists()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        for (var i = 0; i < 20; i++)
        {
            await controller.CreateNetworkAsync(Testbed.Bridge($"n{i}"));
        }

        bed.Machine.Effects.Clear();
        await controller.CreateNetworkAsync(Testbed.Bridge("last"));

        Assert.That((bed.Machine.Commits, bed.Machine.FirewallTransactions, bed.Machine.Effects.Count(static effect => effect.StartsWith("ip ", StringComparison.Ordinal))), Is.EqualTo((2, 1, 2)));
    }

    [Test]
    public async Task A_name_in_use_names_the_holder()
    {
        var (bed, controller) = await StartAsync(Testbed.Bridge("web"));
        await using var _ = controller;
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<NameInUseException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));

        Assert.That(failure!.Holder, Is.EqualTo(controller.GetNetwork("web").Id));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_link_in_use_names_the_holder()
    {
        var (bed, controller) = await StartAsync(Testbed.Bridge("web", link: "br0"));
        await using var _ = controller;
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<ResourceConflictException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db", link: "br0")));

        Assert.That(failure!.Problem, Does.Contain("link 'br0' is used by network 'web'"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
        await controller.CreateNetworkAsync(Testbed.Bridge("db"));
    }

    [Test]
    public async Task A_link_that_is_not_ours_is_left_alone()
    {
        var (bed, controller) = await StartAsync();
        await using var _ = controller;
        bed.Machine.AddLink("br0", "an administrator's");
        var before = bed.Describe(controller);

        await Assert.ThrowsAsync<ResourceConflictException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web", link: "br0")));

        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_driver_that_makes_one_network_makes_no_second()
    {
        var (bed, controller) = await StartAsync();
        await using var _ = controller;
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<OperationForbiddenException>(async () => await controller.CreateNetworkAsync(new NetworkSpec("second", new NullNetworkOptions())));

        Assert.That(failure!.Problem, Is.EqualTo("only one network of driver 'null' can exist, and 'none' is it"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task Options_that_no_driver_takes_name_the_drivers_there_are()
    {
        var (_, controller) = await StartAsync();
        await using var _ = controller;

        var failure = await Assert.ThrowsAsync<ObjectNotFoundException>(async () => await controller.CreateNetworkAsync(new NetworkSpec("web", new StrangeOptions())));

        Assert.That(failure!.Message, Does.Contain("StrangeOptions").And.Contains("bridge, host, null"));
    }

    [Test]
    public async Task An_unknown_IPAM_driver_names_the_ones_there_are()
    {
        var (bed, controller) = await StartAsync();
        await using var _ = controller;
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<ObjectNotFoundException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web") with { IpamDriver = "dhcp" }));

        Assert.That(failure!.Message, Is.EqualTo("IPAM driver 'dhcp' does not exist; choose one of: default"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_subnet_that_overlaps_another_networks_names_it()
    {
        var (bed, controller) = await StartAsync(Testbed.Bridge("web", "10.1.0.0/16"));
        await using var _ = controller;
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db", "10.1.2.0/24")));

        Assert.That((failure!.With.Source, failure.With.Prefix.ToString()), Is.EqualTo((OccupantKind.Network, "10.1.0.0/16")));
        Assert.That(failure.Message, Does.Contain("network 'web'"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_subnet_that_overlaps_the_hosts_own_addresses_or_routes_names_them()
    {
        var (bed, controller) = await StartAsync();
        await using var _ = controller;
        bed.Machine.AddLink("eth0", null, InterfaceAddress.Parse("192.0.2.2/24"));
        bed.Machine.Occupied.Add(new OccupiedPrefix(IPPrefix.Parse("10.8.0.0/16"), OccupantKind.HostRoute, "route 10.8.0.0/16 dev tun0"));

        var address = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("a", "192.0.2.0/25")));
        var route = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.8.1.0/24")));

        Assert.That((address!.With.Description, route!.With.Description), Is.EqualTo(("address 192.0.2.2/24 of link eth0", "route 10.8.0.0/16 dev tun0")));
    }

    [Test]
    public async Task A_chosen_subnet_stays_clear_of_the_host_and_of_what_is_reserved()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { ReservedSubnets = [IPPrefix.Parse("172.17.1.0/24")] };
        bed.Machine.Occupied.Add(new OccupiedPrefix(IPPrefix.Parse("172.17.2.53/32"), OccupantKind.NameServer, "name server 172.17.2.53"));
        await using var controller = await bed.InitializeAsync();

        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));

        Assert.That(network.Record.Pools[0].Subnet.ToString(), Is.EqualTo("172.17.3.0/24"), "172.17.0.0/24 is the default bridge's");
    }

    private static async Task<(Testbed Bed, NetworkController Controller)> StartAsync(params NetworkSpec[] specs)
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        foreach (var spec in specs)
        {
            await controller.CreateNetworkAsync(spec);
        }

        return (bed, controller);
    }

    private sealed record StrangeOptions : NetworkOptions;
}
