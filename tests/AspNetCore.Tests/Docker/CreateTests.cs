using System.Net;
using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;
using NetController.Controller.Tests.Fakes;

namespace NetController.AspNetCore.Tests.Docker;

/// <summary>Creating, deleting and pruning networks.</summary>
[TestFixture]
internal sealed class CreateTests
{
    private const string Whole = """
        {"Name":"web","CheckDuplicate":true,"Driver":"bridge","Scope":"local","EnableIPv4":true,"EnableIPv6":true,
         "IPAM":{"Driver":"default","Options":{},"Config":[
           {"Subnet":"10.1.0.0/24","IPRange":"10.1.0.128/25","Gateway":"10.1.0.9","AuxiliaryAddresses":{"printer":"10.1.0.7"}},
           {"Subnet":"fd00:1::/64"}]},
         "Internal":true,"Attachable":true,"Ingress":false,"ConfigOnly":false,"ConfigFrom":null,
         "Options":{"mtu":"1400","com.docker.network.enable_ipv4":"false"},"Labels":{"team":"ops","empty":null}}
        """;

    [Test]
    public async Task Everything_that_a_client_asks_for_is_made()
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostTextAsync("/v1.50/networks/create", Whole + "\n");

        var record = server.Controller.GetNetwork("web").Record;
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        Assert.That(answer.Body, Is.EqualTo($"{{\"Id\":\"{record.Id}\",\"Warning\":\"\"}}\n"));
        Assert.That((record.EnableIPv4, record.EnableIPv6, record.Internal, record.Attachable), Is.EqualTo((true, true, true, true)));
        Assert.That(record.Options, Is.EqualTo(new EquatableMap<string>([new("mtu", "1400")])));
        Assert.That(record.Labels, Is.EqualTo(new EquatableMap<string>([new("empty", ""), new("team", "ops")])));
        Assert.That(record.Pools[0].Range, Is.EqualTo(IPPrefix.Parse("10.1.0.128/25")));
        Assert.That(record.Pools[0].Gateway?.Address, Is.EqualTo(IPAddress.Parse("10.1.0.9")));
        Assert.That(record.Pools[0].AuxiliaryAddresses["printer"], Is.EqualTo(IPAddress.Parse("10.1.0.7")));
        Assert.That(record.Pools[1].Subnet, Is.EqualTo(IPPrefix.Parse("fd00:1::/64")));
    }

    [TestCase("""{"name":"web"}""", TestName = "Names_of_fields_are_found_in_any_case")]
    [TestCase("""{"Name":"web","Driver":"","IPAM":null,"Options":null,"Labels":null,"EnableIPv6":null,"Internal":null}""", TestName = "Null_is_what_is_not_said")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[null,{}]}}""", TestName = "An_empty_subnet_is_none")]
    [TestCase("""{"Name":"web","Unheard":{"of":[1,2]}}""", TestName = "A_field_that_is_not_known_is_passed_over")]
    [TestCase("""{"Name":"other","Name":"web"}""", TestName = "Of_a_field_that_comes_twice_the_last_counts")]
    public async Task A_body_is_read_as_go_reads_it(string body)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostTextAsync("/networks/create", body);

        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        Assert.That(server.Controller.GetNetwork("web").Record.Driver, Is.EqualTo("bridge"));
    }

    [Test]
    public async Task A_client_of_before_networks_without_ipv4_cannot_ask_for_one()
    {
        await using var server = await ApiServer.StartAsync();

        await server.PostTextAsync("/v1.47/networks/create", """{"Name":"old","EnableIPv4":false,"EnableIPv6":true}""");
        await server.PostTextAsync("/v1.48/networks/create", """{"Name":"new","EnableIPv4":false,"EnableIPv6":true}""");

        Assert.That(server.Controller.GetNetwork("old").Record.EnableIPv4, Is.True);
        Assert.That(server.Controller.GetNetwork("new").Record.EnableIPv4, Is.False);
    }

    [TestCase("""{"Name":"taken"}""", 409, "network with name taken already exists")]
    [TestCase("""{"Name":"bridge"}""", 403, "network name 'bridge' is predefined")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[{"Subnet":"10.9.0.0/25"}]}}""", 403, "subnet 10.9.0.0/25 overlaps 10.9.0.0/24")]
    [TestCase("""{"Name":"web","Driver":"overlay"}""", 404, "network driver 'overlay' does not exist")]
    [TestCase("""{"Name":"web","IPAM":{"Driver":"dhcp"}}""", 404, "IPAM driver 'dhcp' does not exist")]
    [TestCase("""{}""", 400, "network '' is not valid: its name is empty")]
    [TestCase("", 400, "network '' is not valid: its name is empty")]
    [TestCase("""{"Name":"../../etc"}""", 400, "network '../../etc' is not valid: its name must begin with a letter or digit")]
    [TestCase("""{"Name":"web","Scope":"swarm"}""", 400, "network 'web' is not valid: its scope is 'swarm'")]
    [TestCase("""{"Name":"web","Ingress":true}""", 400, "network 'web' is not valid: it shall be an ingress network")]
    [TestCase("""{"Name":"web","ConfigOnly":true}""", 400, "network 'web' is not valid: configurations")]
    [TestCase("""{"Name":"web","ConfigFrom":{"Network":"x"}}""", 400, "network 'web' is not valid: configurations")]
    [TestCase("""{"Name":"web","IPAM":{"Options":{"a":"b"}}}""", 400, "network 'web' is not valid: its IPAM option 'a' is unknown")]
    [TestCase("""{"Name":"web","Options":{"odd":"1"}}""", 400, "network of driver 'bridge' is not valid: option 'odd' is unknown")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[{"Subnet":"10.1.0.5/24"}]}}""", 400, "network 'web' is not valid: ")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[{"Gateway":"10.1.0.5"}]}}""", 400, "network 'web' is not valid: '10.1.0.5' needs the subnet")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[{"Subnet":"10.1.0.0/24","Gateway":"010.1.0.5"}]}}""", 400, "network 'web' is not valid: ")]
    [TestCase("""{"Name":"web","IPAM":{"Config":[{"Subnet":"fd00::/64"}]}}""", 400, "network 'web' is not valid: subnet fd00::/64 is IPv6")]
    [TestCase("""{"Name":"web","Options":{"com.docker.network.enable_ipv6":"maybe"}}""", 400, "network 'web' is not valid: option 'com.docker.network.enable_ipv6'")]
    [TestCase("""{"Name":7}""", 400, "invalid JSON: the value at $.Name is of another type")]
    [TestCase("""{"Name":"web","EnableIPv6":"yes"}""", 400, "invalid JSON: the value at $.EnableIPv6 is of another type")]
    [TestCase("""{"Name":"web"} {"Name":"other"}""", 400, "invalid JSON: ")]
    [TestCase("""{"Name":"web",""", 400, "invalid JSON: ")]
    [TestCase("""["web"]""", 400, "invalid JSON: the value at $ is of another type")]
    [TestCase("""{"Name":"\ud800"}""", 400, "")]
    public async Task What_cannot_be_made_is_refused_and_nothing_is_changed(string body, int status, string message)
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("taken", "10.9.0.0/24"));

        var answer = await server.PostTextAsync("/networks/create", body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Message, Does.StartWith(message));
        await server.Bed.AssertConvergedAsync(server.Controller, "bridge", "host", "none", "taken");
    }

    [TestCase("text/plain", "unsupported Content-Type header (text/plain): must be 'application/json'")]
    [TestCase("application/x-www-form-urlencoded", "unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'")]
    [TestCase("/;;", "malformed Content-Type header (/;;)")]
    [TestCase("", "malformed Content-Type header (): mime: no media type")]
    public async Task A_body_of_another_kind_is_refused(string contentType, string message)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostTextAsync("/networks/create", """{"Name":"web"}""", contentType);

        Assert.That((answer.Status, answer.Message), Is.EqualTo((400, message)));
    }

    [Test]
    public async Task A_charset_after_the_kind_is_no_obstacle()
    {
        await using var server = await ApiServer.StartAsync();

        Assert.That((await server.PostTextAsync("/networks/create", """{"Name":"web"}""", "Application/JSON; charset=utf-8")).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task A_network_is_deleted_once()
    {
        await using var server = await ApiServer.StartAsync();
        var network = await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var first = await server.DeleteAsync($"/v1.43/networks/{network.Id.Short}");
        var second = await server.DeleteAsync("/v1.43/networks/web");

        Assert.That((first.Status, first.Body), Is.EqualTo((204, "")));
        Assert.That((second.Status, second.Message), Is.EqualTo((404, "network web not found")));
    }

    [Test]
    public async Task A_network_that_is_used_or_predefined_is_not_deleted()
    {
        await using var server = await ApiServer.StartAsync();
        var network = await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var endpoint = await server.Controller.ConnectAsync(network, await server.Controller.CreateSandboxAsync(new SandboxSpec("c1")));

        var used = await server.DeleteAsync("/networks/web");
        var predefined = await server.DeleteAsync("/networks/bridge");

        Assert.That(
            (used.Status, used.Message),
            Is.EqualTo((403, $"error while removing network: network web has active endpoints (name:\"c1\" id:\"{endpoint.Id.Short}\")")));
        Assert.That(predefined.Status, Is.EqualTo(403));
        Assert.That(predefined.Message, Does.Contain("predefined"));
    }

    [TestCase("", "a b c")]
    [TestCase("""{"label":["keep"]}""", "c")]
    [TestCase("""{"label!":["keep"]}""", "a b")]
    [TestCase("""{"label":["n=1"],"label!":["keep"]}""", "a")]
    [TestCase("""{"until":["1h"]}""", "a b c")]
    [TestCase("""{"until":["2020-01-01"]}""", "")]
    [TestCase("""{"until":{"1577836800":true}}""", "")]
    public async Task Prune_deletes_what_is_unused_and_chosen(string filters, string deleted)
    {
        await using var server = await ApiServer.StartAsync();
        var used = await server.Controller.CreateNetworkAsync(Testbed.Bridge("used"));
        await server.Controller.ConnectAsync(used, await server.Controller.CreateSandboxAsync(new SandboxSpec("c1")));
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("a") with { Labels = new EquatableMap<string>([new("n", "1")]) });
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("b"));
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("c") with { Labels = new EquatableMap<string>([new("keep", ""), new("n", "1")]) });

        var answer = await server.PostAsync($"/networks/prune?filters={Uri.EscapeDataString(filters)}");

        var expected = deleted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(answer.Body, Is.EqualTo(deleted.Length == 0 ? "{\"NetworksDeleted\":null}\n" : $"{{\"NetworksDeleted\":[\"{string.Join("\",\"", expected)}\"]}}\n"));
        Assert.That(server.Controller.Networks.Select(static network => network.Name), Is.EquivalentTo(new[] { "a", "b", "c", "bridge", "host", "none", "used" }.Except(expected)));
    }

    [Test]
    public async Task Prune_goes_on_past_a_network_that_does_not_go()
    {
        await using var server = await ApiServer.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await server.Controller.CreateNetworkAsync(Testbed.Bridge(name, link: $"br-{name}"));
        }

        server.Bed.Machine.Refuse = static effect => effect == "ip link delete br-b" ? new IOException("device busy") : null;

        var answer = await server.PostAsync("/networks/prune");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, "{\"NetworksDeleted\":[\"a\",\"c\"]}\n")));
        Assert.That(server.Controller.Networks.Select(static network => network.Name), Is.EqualTo(new[] { "b", "bridge", "host", "none" }));
    }

    [TestCase("""{"name":["a"]}""", "invalid filter 'name'")]
    [TestCase("""{"until":["1h","2h"]}""", "more than one until filter specified")]
    [TestCase("""{"until":["soon"]}""", "failed to parse value as time or duration: 'soon'")]
    public async Task A_prune_filter_that_means_nothing_deletes_nothing(string filters, string message)
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("a"));

        var answer = await server.PostAsync($"/networks/prune?filters={Uri.EscapeDataString(filters)}");

        Assert.That((answer.Status, answer.Message), Is.EqualTo((400, message)));
        Assert.That(server.Controller.GetNetwork("a"), Is.Not.Null);
    }

    [Test]
    public async Task A_failure_of_the_machine_is_the_servers_own_and_is_logged()
    {
        await using var server = await ApiServer.StartAsync();
        server.Bed.Machine.Refuse = static effect => effect == FakeFirewall.Transaction ? new OperationFailedException("apply rules", new IOException("no space left")) : null;

        var answer = await server.PostAsync("/networks/create", new { Name = "web" });

        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.Message, Does.Contain("no space left"));
        Assert.That(server.Log.Errors, Has.Count.EqualTo(1));
    }
}
