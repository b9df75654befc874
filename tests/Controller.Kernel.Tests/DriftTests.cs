namespace NetController.Controller.Kernel.Tests;

/// <summary>Whatever somebody does to our objects is named by check, cured by repair, and then check is clean.</summary>
public sealed class DriftTests : ControllerKernelTest
{
    [TestCase("ip link del {link}", "link {link}")]
    [TestCase("ip link set {link} down", "link {link}")]
    [TestCase("ip link set {link} mtu 1400", "link {link}")]
    [TestCase("ip address del 10.80.0.1/24 dev {link}", "10.80.0.1/24")]
    [TestCase("ip address add 10.81.0.1/24 dev {link}", "10.81.0.1/24")]
    [TestCase("ip link set {link} alias nobody", "link {link}")]
    [TestCase("sysctl -w net.ipv4.ip_forward=0", "net/ipv4/ip_forward")]
    [TestCase("iptables -F NETCTL-FORWARD", "NETCTL-FORWARD")]
    [TestCase("iptables -F FORWARD", "FORWARD")]
    [TestCase("iptables -F && iptables -X && iptables -t nat -F && iptables -t nat -X", "NETCTL")]
    [TestCase("iptables -I NETCTL 1 -j ACCEPT", "NETCTL")]
    [TestCase("nft flush ruleset", "NETCTL")]
    public async Task Drift_is_named_and_cured(string damage, string named)
    {
        await using var controller = await InitializeAsync();
        var web = await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
        Assert.That(await controller.CheckAsync(), Is.Empty);

        Host.Run(damage.Replace("{link}", web.LinkName, StringComparison.Ordinal));

        var drift = await controller.CheckAsync();
        var wanted = named.Replace("{link}", web.LinkName, StringComparison.Ordinal);
        Assert.That(drift.Select(static item => $"{item.Resource} {item.Expected} {item.Actual}"), Has.Some.Contains(wanted));
        Assert.That(drift.Select(static item => item.Fix), Has.None.Empty);

        var repair = await controller.RepairAsync();
        Assert.That(repair.Failures, Is.Empty);
        Assert.That(repair.Changes, Is.Not.Empty);
        await AssertConvergedAsync(controller, "none", "host", "bridge", "web");
        Assert.That((await controller.RepairAsync()).Changes, Is.Empty);
    }

    [Test]
    public async Task A_plan_changes_nothing_and_names_what_a_creation_then_does()
    {
        await using var controller = await InitializeAsync();
        var before = TestSupport.KernelSnapshot.Capture(Host.Namespace);

        var plan = await controller.PlanNetworkAsync(Bridge("web", "10.80.0.0/24"));

        before.AssertSame(TestSupport.KernelSnapshot.Capture(Host.Namespace));
        Assert.That(plan.Changes.Select(static change => change.Fix), Has.Some.Contains("10.80.0.1/24"));
        await AssertConvergedAsync(controller, "none", "host", "bridge");
    }
}
