using System.Net;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>A sandbox has one way to a destination; a second one is refused before anything is made.</summary>
[TestFixture]
internal sealed class RouteConflictTests
{
    private static readonly StaticRoute Far = new(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.1.0.9"));

    [Test]
    public async Task Two_endpoints_cannot_lead_to_the_same_destination()
    {
        var (bed, controller, a, b, box) = await StartAsync();
        await using var _ = controller;
        await controller.ConnectAsync(a, box, new EndpointSpec { Routes = [Far] });
        var before = bed.Describe(controller);

        var refused = await Assert.ThrowsAsync<ResourceConflictException>(async () =>
            await controller.ConnectAsync(b, box, new EndpointSpec { Routes = [Far with { Gateway = IPAddress.Parse("10.2.0.9") }] }));

        Assert.That(refused!.Message, Does.Contain("two ways to 192.0.2.0/24").And.Contain("network 'a'").And.Contain("network 'b'"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
        await controller.ConnectAsync(b, box, new EndpointSpec { Routes = [Far with { Destination = IPPrefix.Parse("192.0.2.0/25") }] });
    }

    [Test]
    public async Task A_route_cannot_lead_to_the_subnet_of_another_endpoint_whichever_comes_first()
    {
        var (_, controller, a, b, box) = await StartAsync();
        await using var _ = controller;
        var other = await controller.CreateSandboxAsync(new SandboxSpec("c2"));
        var intoB = new EndpointSpec { Routes = [Far with { Destination = IPPrefix.Parse("10.2.0.0/24") }] };

        await controller.ConnectAsync(a, box, intoB);
        await Assert.ThatAsync(async () => await controller.ConnectAsync(b, box), Throws.InstanceOf<ResourceConflictException>());
        await controller.ConnectAsync(b, other);
        await Assert.ThatAsync(async () => await controller.ConnectAsync(a, other, intoB), Throws.InstanceOf<ResourceConflictException>());
    }

    [Test]
    public async Task One_endpoint_cannot_have_two_routes_to_a_destination_nor_one_to_its_own_subnet()
    {
        var (_, controller, a, _, box) = await StartAsync();
        await using var _ = controller;

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.ConnectAsync(a, box, new EndpointSpec
        {
            Routes = [Far, Far with { Gateway = null }, Far with { Destination = IPPrefix.Parse("10.1.0.0/24") }],
        }));

        Assert.That(refused!.Problems, Is.EqualTo(new[]
        {
            "there are 2 routes to 192.0.2.0/24, where one is possible", "the route to 10.1.0.0/24 is the network's own subnet, which is reached without one",
        }));
    }

    [Test]
    public async Task A_route_over_IPv6_needs_an_endpoint_that_has_it()
    {
        var (_, controller, _, _, box) = await StartAsync();
        await using var _ = controller;
        var six = await controller.CreateNetworkAsync(Testbed.Bridge("six") with { EnableIPv6 = true, Subnets = [new SubnetRequest(IPPrefix.Parse("fd00:6::/64"))] });
        var spec = new EndpointSpec { Routes = [new StaticRoute(IPPrefix.Parse("2001:db8::/32"), IPAddress.Parse("fd00:6::1"))] };
        var off = new EquatableMap<string>([KeyValuePair.Create("net.ipv6.conf.IFNAME.disable_ipv6", "1")]);

        foreach (var without in new[] { spec with { DisableIPv6 = true }, spec with { Sysctls = off } })
        {
            var refused = await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.ConnectAsync(six, box, without));
            Assert.That(refused!.Problems, Is.EqualTo(new[] { "the route to 2001:db8::/32 needs IPv6, which the endpoint does not have" }));
        }

        await controller.ConnectAsync(six, box, spec);
    }

    private static async Task<(Testbed Bed, NetworkController Controller, Network A, Network B, Sandbox Box)> StartAsync()
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        return (
            bed,
            controller,
            await controller.CreateNetworkAsync(Testbed.Bridge("a", "10.1.0.0/24")),
            await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.2.0.0/24")),
            await controller.CreateSandboxAsync(new SandboxSpec("c1")));
    }
}
