using NetController.TestSupport;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>What <c>docker network</c> does.</summary>
public sealed class NetworkTests : NetctlTest
{
    [Test]
    public void A_plan_changes_nothing_and_the_creation_does_what_it_said()
    {
        NetctlOk("init");
        var before = KernelSnapshot.Capture(Host.Namespace);

        var plan = Netctl("plan network create --subnet 10.80.0.0/24 -o com.docker.network.bridge.name=br-web web");

        Assert.That(plan.ExitCode, Is.EqualTo(6), plan.Error);
        Assert.That(plan.Output, Does.Contain("br-web").And.Contain("ip address add 10.80.0.1/24 dev br-web").And.Contain("iptables"));
        before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
        Assert.That(Texts(NetctlJson("network ls --json"), "Name"), Does.Not.Contain("web"));

        var id = NetctlOk("network create --subnet 10.80.0.0/24 -o com.docker.network.bridge.name=br-web web").Trim();

        Assert.Multiple(() =>
        {
            Assert.That(id, Has.Length.EqualTo(64));
            Assert.That(Host.Run("ip addr show br-web"), Does.Contain("10.80.0.1/24"));
            Assert.That(NetctlOk("rules web"), Does.Contain("br-web").And.Not.Contain("netctl0"));
            Assert.That(Texts(NetctlJson("pools --json").GetProperty("Pools"), "Subnet"), Does.Contain("10.80.0.0/24"));
        });
    }

    [Test]
    public void Removing_carries_on_past_what_cannot_be_removed_and_leaves_nothing_of_the_rest()
    {
        NetctlOk("init");
        var before = KernelSnapshot.Capture(Host.Namespace);
        NetctlOk("network create a");
        NetctlOk("network create --ipv6 b");

        var result = Netctl("network rm a nope bridge b");

        Assert.That(result.Output, Is.EqualTo("a\nb\n"));
        Assert.That(result.ExitCode, Is.EqualTo(5));
        Assert.That(result.Error, Does.Contain("error: network 'nope' does not exist").And.Contain("error: network 'bridge' is predefined"));
        var left = before.Diff(KernelSnapshot.Capture(Host.Namespace)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(left.Where(static line => line.Contains("nc-", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Pruning_removes_what_users_made_and_prints_it()
    {
        NetctlOk("init");
        NetctlOk("network create a");
        NetctlOk("network create b");

        Assert.Multiple(() =>
        {
            Assert.That(NetctlOk("network prune -f"), Is.EqualTo("a\nb\n"));
            Assert.That(Texts(NetctlJson("network ls --json"), "Name"), Is.EqualTo(new[] { "bridge", "host", "none" }));
        });
    }

    [Test]
    public void Inspecting_prints_what_is_found_and_ends_with_3_for_the_rest()
    {
        NetctlOk("init");

        var result = Netctl("network inspect none nope host");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(3));
            Assert.That(Texts(Json(result.Output), "Name"), Is.EqualTo(new[] { "none", "host" }));
            Assert.That(result.Error, Does.Contain("error: network 'nope' does not exist"));
        });
    }

    [Test]
    public void Ids_can_be_piped_from_one_command_to_the_next()
    {
        NetctlOk("init");
        NetctlOk("network create --label team=demo a");
        var ids = NetctlOk("network ls -q --filter label=team=demo").Trim();

        Assert.That(ids, Has.Length.EqualTo(12));
        Assert.That(NetctlOk($"network rm {ids}").Trim(), Is.EqualTo(ids));
    }

    [Test]
    public void Any_free_subnet_of_a_size_can_be_asked_for()
    {
        NetctlOk("init");
        NetctlOk("network create --ipv6 --subnet 0.0.0.0/28 --subnet ::/80 small");

        var subnets = Texts(Inspect("small").GetProperty("IPAM").GetProperty("Config"), "Subnet");

        Assert.That(subnets.Select(static subnet => subnet.Split('/')[1]), Is.EqualTo(new[] { "28", "80" }));
    }

    [Test]
    public void A_reader_that_stops_reading_is_no_failure()
    {
        NetctlOk("init");

        var (_, _, error) = Host.TryRun(
            $"( {Tool} --root {Root} network inspect none host bridge; echo \"ended with $?\" >&2 ) | head -c 1");

        Assert.That(error, Is.EqualTo("ended with 0\n"));
    }
}
