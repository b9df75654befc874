using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetController.AspNetCore.Kernel.Tests;

/// <summary>The stock <c>docker network</c> commands, as their users type them.</summary>
public sealed class DockerClientTests : DaemonTest
{
    [Test]
    public void Networks_are_listed_filtered_and_formatted()
    {
        DockerOk("network create --label team=ops web");
        DockerOk("network create --internal back");

        Assert.Multiple(() =>
        {
            Assert.That(Lines(DockerOk("network ls")).Select(static line => Regex.Replace(line, " +", " ").Trim()), Is.EqualTo(new[]
            {
                "NETWORK ID NAME DRIVER SCOPE", Row("back"), Row("bridge"), Row("host"), Row("none", "null"), Row("web"),
            }));
            Assert.That(Lines(DockerOk("network ls -q --no-trunc --filter name=web")), Is.EqualTo(new[] { Controller.GetNetwork("web").Id.ToString() }));
            Assert.That(Names("--filter driver=null"), Is.EqualTo(new[] { "none" }));
            Assert.That(Names("--filter label=team=ops"), Is.EqualTo(new[] { "web" }));
            Assert.That(Names("--filter type=custom --filter driver=bridge"), Is.EqualTo(new[] { "back", "web" }));
            Assert.That(Names("--filter scope=local --filter type=builtin"), Is.EqualTo(new[] { "bridge", "host", "none" }));
            Assert.That(Names($"--filter id={Controller.GetNetwork("back").Id.Short}"), Is.EqualTo(new[] { "back" }));
            Assert.That(Names("--filter dangling=true"), Is.EqualTo(new[] { "back", "web" }));
            Assert.That(DockerOk("network ls --filter name=back --format '{{.Name}} {{.Driver}} {{.Internal}} {{.IPv6}}'").Trim(), Is.EqualTo("back bridge true false"));
            Assert.That(Json(DockerOk("network ls --filter name=web --format '{{json .}}'")).GetProperty("Labels").GetString(), Is.EqualTo("team=ops"));
            Assert.That(Docker("network ls --filter colour=red"), Is.EqualTo(new DockerResult(1, "", "Error response from daemon: invalid filter 'colour'\n")));
        });

        string Row(string name, string? driver = null) => $"{Controller.GetNetwork(name).Id.Short} {name} {driver ?? Controller.GetNetwork(name).Record.Driver} local";
        string[] Names(string filter) => Lines(DockerOk($"network ls {filter} --format '{{{{.Name}}}}'"));
    }

    [Test]
    public void A_network_is_created_with_every_flag_and_inspected()
    {
        var id = DockerOk(
            "network create --driver bridge --ipv6 --internal --attachable --label team=ops --label empty --subnet 10.81.0.0/24 --ip-range 10.81.0.128/25 --gateway 10.81.0.9 "
            + "--aux-address printer=10.81.0.7 --subnet fd81::/64 --gateway fd81::9 --ipam-driver default --scope local -o com.docker.network.driver.mtu=1400 "
            + "-o com.docker.network.bridge.name=br-web -o com.docker.network.bridge.enable_icc=false web").Trim();

        var web = Inspect("web");
        var byPrefix = Json(DockerOk($"network inspect -v {id[..12]} --format '{{{{json .}}}}'"));
        Assert.Multiple(() =>
        {
            Assert.That(web.GetProperty("Id").GetString(), Is.EqualTo(id));
            Assert.That(byPrefix.GetProperty("Name").GetString(), Is.EqualTo("web"));
            Assert.That(web.GetProperty("EnableIPv6").GetBoolean() && web.GetProperty("Internal").GetBoolean() && web.GetProperty("Attachable").GetBoolean());
            Assert.That(Compact(web.GetProperty("IPAM").GetProperty("Config")), Is.EqualTo(
                """[{"Subnet":"10.81.0.0/24","IPRange":"10.81.0.128/25","Gateway":"10.81.0.9","AuxiliaryAddresses":{"printer":"10.81.0.7"}},{"Subnet":"fd81::/64","Gateway":"fd81::9"}]"""));
            Assert.That(Compact(web.GetProperty("Labels")), Is.EqualTo("""{"empty":"","team":"ops"}"""));
            Assert.That(Compact(web.GetProperty("Options")), Is.EqualTo(
                """{"com.docker.network.bridge.enable_icc":"false","com.docker.network.bridge.name":"br-web","com.docker.network.driver.mtu":"1400"}"""));
            Assert.That(Json(Host.Run("ip -json link show br-web"))[0].GetProperty("mtu").GetInt32(), Is.EqualTo(1400));
        });
    }

    [TestCase("network create web web2", 1, "")]
    [TestCase("network create taken", 1, "Error response from daemon: network with name taken already exists\n")]
    [TestCase("network create host", 1, "Error response from daemon: network name 'host' is predefined")]
    [TestCase("network create -d overlay web", 1, "Error response from daemon: network driver 'overlay' does not exist")]
    [TestCase("network create --subnet 10.82.0.0/25 web", 1, "Error response from daemon: subnet 10.82.0.0/25 overlaps 10.82.0.0/24")]
    [TestCase("network create -o odd=1 web", 1, "Error response from daemon: ")]
    [TestCase("network create .web", 1, "Error response from daemon: ")]
    [TestCase("network inspect nope", 1, "Error response from daemon: network nope not found\n")]
    [TestCase("network rm nope", 1, "Error response from daemon: network nope not found\n")]
    [TestCase("network rm bridge", 1, "Error response from daemon: ")]
    [TestCase("network connect taken nope", 1, "Error response from daemon: No such container: nope\n")]
    [TestCase("network connect nope c1", 1, "Error response from daemon: network nope not found\n")]
    [TestCase("network disconnect taken c1", 1, "Error response from daemon: ")]
    [TestCase("network prune -f --filter odd=1", 1, "Error response from daemon: invalid filter 'odd'\n")]
    public async Task What_fails_is_told_with_dockers_exit_code(string command, int exitCode, string error)
    {
        await Controller.CreateSandboxAsync(new SandboxSpec("c1"));
        DockerOk("network create --subnet 10.82.0.0/24 taken");

        var result = Docker(command);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Error);
        Assert.That(result.Error, Does.Contain(error));
    }

    [Test]
    public async Task A_sandbox_is_connected_reached_and_disconnected()
    {
        var sandbox = await Controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await Controller.CreateSandboxAsync(new SandboxSpec("c2"));
        DockerOk("network create --subnet 10.83.0.0/24 web");
        var newer = ClientKnows("network connect", "--gw-priority") ? "--gw-priority 5" : "";

        DockerOk($"network connect --ip 10.83.0.7 --alias www --link-local-ip 169.254.3.3 --driver-opt com.docker.network.endpoint.ifname=net0 {newer} web c1");
        DockerOk($"network connect web {Controller.GetSandbox("c2").Id.Short}");

        var containers = Inspect("web").GetProperty("Containers");
        Assert.That(containers.GetProperty(sandbox.Id.ToString()).GetProperty("IPv4Address").GetString(), Is.EqualTo("10.83.0.7/24"));
        Assert.That(containers.EnumerateObject().Count(), Is.EqualTo(2));
        TestSupport.HostProgram.Run("ping -c1 -W2 10.83.0.7", Controller.GetSandbox("c2").NamespacePath);
        var twice = Docker("network connect web c1");
        Assert.That(twice.ExitCode, Is.EqualTo(1), "it is connected already");
        var used = Docker("network rm web");
        Assert.That(used.Error, Does.Contain("network web has active endpoints"));

        DockerOk("network disconnect web c1");
        DockerOk("network disconnect -f web c2");
        Assert.That(Inspect("web").GetProperty("Containers").EnumerateObject(), Is.Empty);
        Assert.That(DockerOk("network rm web"), Is.EqualTo("web\n"));
    }

    [Test]
    public void Networks_are_removed_past_those_that_are_not_there_and_pruned()
    {
        DockerOk("network create a");
        DockerOk("network create b");
        DockerOk("network create --label keep c");

        var removed = Docker("network rm a nope b");
        DockerOk("network create d");
        var pruned = DockerOk("network prune -f --filter label!=keep --filter until=2h");

        Assert.That((removed.ExitCode, removed.Output), Is.EqualTo((1, "a\nb\n")));
        Assert.That(pruned, Is.Empty, "d is too young");
        Assert.That(DockerOk("network prune -f --filter label!=keep"), Is.EqualTo("Deleted Networks:\nd\n\n"));
        Assert.That(Controller.Networks.Select(static network => network.Name), Is.EqualTo(new[] { "bridge", "c", "host", "none" }));
        if (ClientKnows("network rm", "--force"))
        {
            Assert.That(Docker("network rm -f nope").ExitCode, Is.Zero);
        }
    }

    [Test]
    public async Task Events_are_told_to_dockers_client()
    {
        var since = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds();
        DockerOk("network create web");
        await Controller.ConnectAsync(Controller.GetNetwork("web"), await Controller.CreateSandboxAsync(new SandboxSpec("c1")));
        DockerOk("network disconnect web c1");
        DockerOk("network rm web");

        // Docker's client counts in whole seconds: only the next one is after all of it.
        var until = DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeSeconds();

        var events = Lines(DockerOk(FormattableString.Invariant($"events --since {since} --until {until} --filter type=network --filter network=web --format '{{{{json .}}}}'")))
            .Select(static line => Json(line)).ToArray();
        var human = DockerOk($"events --since {since} --until {until} --filter event=connect");

        Assert.That(events.Select(static happened => happened.GetProperty("Action").GetString()), Is.EqualTo(new[] { "create", "connect", "disconnect", "destroy" }));
        Assert.That(events.Select(static happened => happened.GetProperty("Actor").GetProperty("Attributes").GetProperty("name").GetString()), Is.All.EqualTo("web"));
        Assert.That(human, Does.Match(@"network connect [0-9a-f]{64} \(container=[0-9a-f]{64}, name=web, type=bridge\)"));
    }

    [Test]
    public void Version_and_info_are_told_and_an_older_version_is_spoken()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DockerOk("version --format '{{.Server.Platform.Name}} {{.Server.APIVersion}} {{.Server.Os}}'").Trim(), Is.EqualTo("NetController 1.50 linux"));
            Assert.That(DockerOk("version"), Does.Contain("NetController"));
            Assert.That(DockerOk("info --format '{{.Plugins.Network}}'").Trim(), Is.EqualTo("[bridge host null]"));
            Assert.That(DockerOk("info"), Does.Contain("Network: bridge host null"));
            Assert.That(Lines(DockerOk("network ls -q", "DOCKER_API_VERSION=1.24")), Has.Length.EqualTo(3));
            Assert.That(Docker("network ls", "DOCKER_API_VERSION=1.51").Error, Does.Contain("client version 1.51 is too new. Maximum supported API version is 1.50"));
        });
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
