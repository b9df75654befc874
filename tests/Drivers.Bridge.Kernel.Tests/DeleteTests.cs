using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class DeleteTests : BridgeKernelTest
{
    [TestCase(null)]
    [TestCase("br-web")]
    public async Task A_network_goes_with_its_link_and_twice_is_once(string? name)
    {
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = name }, "172.20.0.1/16", "fd00:5::1/64");
        await Ensure(plan);

        await Delete(plan);
        await Delete(plan);

        Assert.That(Host.Route.ListLinks().Select(link => link.Name), Is.EqualTo(new[] { "lo" }));
    }

    [Test]
    public async Task A_link_that_was_left_half_made_goes_too()
    {
        Host.Run($"ip link add name {Link(1)} type bridge");

        await Delete(Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"));

        Assert.That(Host.Route.FindLink(Link(1)), Is.Null);
    }

    [Test]
    public async Task Leftovers_of_this_instance_are_found_and_removed_together_and_others_stay()
    {
        foreach (var number in Enumerable.Range(1, 4))
        {
            await Ensure(Plan(number, null, $"172.{20 + number}.0.1/16"));
        }

        await Ensure(Plan(9, new BridgeNetworkOptions { LinkName = "netctl0", IsDefaultBridge = true }, "172.17.0.1/16"));
        Host.Run("ip link add name other type bridge; ip link set other alias netctl:bbbbbbbbbbbb:network:1234");
        Host.Run("ip link add name mine type bridge; ip link add name group type veth peer name group-peer; ip link set mine group 1313013760");
        var known = new HashSet<NetworkId> { Id(1) };

        var found = Driver.FindLeftovers(known);
        await Remove(found);

        Assert.That(found.Select(leftover => leftover.Resource).Order(), Is.EqualTo(new[] { $"link {Link(2)}", $"link {Link(3)}", $"link {Link(4)}" }));
        Assert.That(found[0].Tag, Is.EqualTo(OwnerTag.OfNetwork(Instance, Id(2))));
        Assert.That(found[0].Fix, Is.EqualTo($"ip link delete dev {Link(2)}"));
        Assert.That(
            Host.Route.ListLinks().Select(link => link.Name).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "group", "group-peer", "lo", "mine", Link(1), "netctl0", "other" }));
        Assert.That(Driver.FindLeftovers(known), Is.Empty);
    }

    [Test]
    public async Task Removing_leftovers_twice_is_once()
    {
        await Ensure(Plan(1, null, "172.20.0.1/16"));
        var found = Driver.FindLeftovers(new HashSet<NetworkId>());

        await Remove(found);
        await Remove(found);

        Assert.That(Host.Route.FindLink(Link(1)), Is.Null);
    }

    private async Task Remove(ImmutableArray<Leftover> leftovers)
    {
        var teardown = new Teardown("sweep", new OperationContext(NullLogger.Instance));
        await Driver.RemoveAsync(leftovers, teardown);
        teardown.ThrowIfFailed("");
    }
}
