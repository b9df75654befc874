using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class DefaultBridgeTests : BridgeKernelTest
{
    [Test]
    public void A_host_without_the_link_leaves_the_subnet_to_be_chosen()
    {
        var proposal = Driver.Propose("bridge", new DefaultBridgeOptions { EnableIPv6 = true, Mtu = 1400, InterContainerConnectivity = false });

        Assert.That(proposal.Warnings, Is.Empty);
        Assert.That(proposal.Spec, Is.EqualTo(new NetworkSpec("bridge", new BridgeNetworkOptions
        {
            LinkName = "netctl0",
            IsDefaultBridge = true,
            Mtu = 1400,
            InterContainerConnectivity = false,
        })
        {
            EnableIPv6 = true,
            Subnets = [new SubnetRequest(IPFamily.IPv4), new SubnetRequest(IPFamily.IPv6)],
        }));
        Assert.That(Driver.Validate(Id(1), proposal.Spec).LinkName, Is.EqualTo("netctl0"));
    }

    [Test]
    public async Task A_second_start_keeps_the_link_and_its_address_and_changes_the_tag_alone()
    {
        var options = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("192.168.176.88/24") };
        await Ensure(ToPlan(1, Driver.Propose("bridge", options)));
        await Delete(ToPlan(1, Driver.Propose("bridge", options)));
        var before = Host.Run("ip -j address show netctl0 | sed s/ifalias//");
        var index = Host.Route.FindLink("netctl0")!.Index;

        var made = await Ensure(ToPlan(2, Driver.Propose("bridge", new DefaultBridgeOptions())));

        Assert.That(made, Is.EqualTo(new[] { $"ip link set dev netctl0 alias {OwnerTag.OfNetwork(Instance, Id(2))}" }));
        Assert.That(Host.Route.FindLink("netctl0")!.Index, Is.EqualTo(index));
        Assert.That(Addresses("netctl0"), Is.EqualTo("192.168.176.88/24"), before);
    }

    [Test]
    public async Task A_new_bip_replaces_the_old_address()
    {
        await Ensure(ToPlan(1, Driver.Propose("bridge", new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("192.168.176.88/24") })));

        await Ensure(ToPlan(2, Driver.Propose("bridge", new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("192.168.176.99/24") })));

        Assert.That(Addresses("netctl0"), Is.EqualTo("192.168.176.99/24"));
    }

    [Test]
    public void A_link_local_range_takes_the_kernels_own_address()
    {
        Host.Run("ip link add name netctl0 type bridge; ip link add p0 type veth peer name p1; ip link set p0 master netctl0 up; ip link set p1 up; ip link set netctl0 up; sleep 2");
        var kernels = AllAddresses("netctl0").Single();

        var proposal = Driver.Propose("bridge", new DefaultBridgeOptions { EnableIPv6 = true, FixedCidrIPv6 = IPPrefix.Parse("fe80::/64") });

        Assert.That($"{proposal.Spec.Subnets[1].Gateway}/64", Is.EqualTo(kernels));
        Assert.That(proposal.Spec.Subnets[0].Subnet, Is.Null);
    }

    [Test]
    public async Task A_user_managed_bridge_is_proposed_as_it_is()
    {
        Host.Run("ip link add name br0 type bridge; ip address add 10.1.0.1/16 dev br0; ip link set br0 up");

        var proposal = Driver.Propose("bridge", new DefaultBridgeOptions { UserManagedBridge = "br0", FixedCidrIPv4 = IPPrefix.Parse("10.9.0.0/24") });
        await Ensure(ToPlan(1, proposal));

        Assert.That(proposal.Warnings, Has.Length.EqualTo(1));
        Assert.That(((BridgeNetworkOptions)proposal.Spec.Options).UserManaged, Is.True);
        Assert.That(Addresses("br0"), Is.EqualTo("10.1.0.1/16"));
    }

    [Test]
    public void A_missing_user_managed_bridge_is_refused() => Assert.That(
        () => Driver.Propose("bridge", new DefaultBridgeOptions { UserManagedBridge = "br0" }),
        Throws.TypeOf<ObjectNotFoundException>().With.Message.Contains("ip link add name br0 type bridge"));

    [Test]
    public void A_user_managed_bridge_without_an_address_is_refused()
    {
        Host.Run("ip link add name br0 type bridge");

        Assert.That(
            () => Driver.Propose("bridge", new DefaultBridgeOptions { UserManagedBridge = "br0", EnableIPv6 = true }),
            Throws.TypeOf<InvalidRequestException>().With.Property("Problems").EqualTo(ImmutableArray.Create(
                "the user-managed bridge 'br0' has no IPv4 address", "the user-managed bridge 'br0' has no IPv6 address")));
    }

    [TestCase("netctl0", null)]
    [TestCase("br0", "br0")]
    public void A_link_that_is_no_bridge_is_refused(string link, string? userManaged)
    {
        Host.Run($"ip link add name {link} type veth peer name peer0");

        Assert.That(
            () => Driver.Propose("bridge", new DefaultBridgeOptions { UserManagedBridge = userManaged }),
            Throws.TypeOf<ResourceConflictException>().With.Message.Contains($"link '{link}' is a link of kind 'veth', not a bridge"));
    }

    [Test]
    public void Contradictory_options_are_refused_together() => Assert.That(
        () => Driver.Propose("bridge", new DefaultBridgeOptions { LinkName = "a/b", Mtu = 1 }),
        Throws.TypeOf<InvalidRequestException>().With.Property("Problems").Length.EqualTo(2));

    [Test]
    public async Task A_default_bridge_that_is_switched_off_goes_and_twice_is_once()
    {
        var options = new DefaultBridgeOptions();
        await Ensure(Plan(1, new BridgeNetworkOptions { LinkName = "netctl0", IsDefaultBridge = true }, "172.17.0.1/16"));

        var first = await RemoveDefault(options);
        var second = await RemoveDefault(options);

        Assert.That(first, Is.EqualTo(new[] { "ip link delete dev netctl0" }));
        Assert.That(second, Is.Empty);
        Assert.That(Host.Route.FindLink("netctl0"), Is.Null);
    }

    [TestCase("ip link add name netctl0 type bridge", null)]
    [TestCase("ip link add name netctl0 type veth peer name p; ip link set netctl0 alias netctl:aaaaaaaaaaaa:network:1", null)]
    [TestCase("ip link add name br0 type bridge; ip link set br0 alias netctl:aaaaaaaaaaaa:network:1", "br0")]
    [TestCase("ip link add name netctl0 type bridge; ip link set netctl0 alias netctl:bbbbbbbbbbbb:network:1; ip link add p type veth peer name q; ip link set p master netctl0", null)]
    public async Task What_is_not_ours_is_not_removed_with_the_default_bridge(string preparation, string? userManaged)
    {
        Host.Run(preparation);
        var before = Snapshot();

        Assert.That(await RemoveDefault(new DefaultBridgeOptions { UserManagedBridge = userManaged }), Is.Empty);
        before.AssertSame(Snapshot());
    }

    [TestCase("netctl:bbbbbbbbbbbb:network:1", "")]
    [TestCase("netctl:aaaaaaaaaaaa:network:1", "; ip link add p type veth peer name q; ip link set p master netctl0")]
    public async Task A_link_of_an_earlier_instance_goes_where_nobody_uses_it_and_our_own_in_any_case(string alias, string ports)
    {
        Host.Run($"ip link add name netctl0 type bridge; ip link set netctl0 alias {alias}{ports}");

        Assert.That(await RemoveDefault(new DefaultBridgeOptions()), Is.EqualTo(new[] { "ip link delete dev netctl0" }));
    }

    [Test]
    public async Task A_removal_that_is_undone_brings_the_link_back()
    {
        await Ensure(Plan(1, new BridgeNetworkOptions { LinkName = "netctl0", IsDefaultBridge = true }, "172.17.0.1/16"));
        var before = Host.Run("ip address show netctl0 | sed 's/^[0-9]*//'; ip -o link show netctl0 | cut -d: -f2-");

        await Assert.ThatAsync(
            async () => await UndoLog.RunAsync<bool>(
                "remove",
                new OperationContext(NullLogger.Instance),
                async undo =>
                {
                    await Driver.RemoveDefaultLinkAsync(new DefaultBridgeOptions(), undo);
                    throw new StepFailed();
                },
                default),
            Throws.TypeOf<OperationFailedException>().With.Property("RollbackFailures").Empty);

        Assert.That(Host.Run("ip address show netctl0 | sed 's/^[0-9]*//'; ip -o link show netctl0 | cut -d: -f2-"), Is.EqualTo(before));
    }

    private async Task<ImmutableArray<string>> RemoveDefault(DefaultBridgeOptions options) => await UndoLog.RunAsync(
        "remove", new OperationContext(NullLogger.Instance), undo => Driver.RemoveDefaultLinkAsync(options, undo), default);

    /// <summary>What IPAM would make of a proposal: the gateway asked for, or the first address.</summary>
    private static NetworkPlan ToPlan(int number, DefaultNetworkProposal proposal) =>
        new(Id(number), proposal.Spec.Name, Instance, proposal.Spec.Options)
        {
            Pools = proposal.Spec.Subnets.Select(static request => new NetworkPool(request.Subnet!.Value)
            {
                Gateway = new InterfaceAddress(request.Gateway ?? request.Family.ToAddress(request.Subnet.Value.First + 1), request.Subnet.Value.Length),
            }).ToEquatableArray(),
        };
}
