using System.Net;
using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests.Docker;

/// <summary>Connecting and disconnecting sandboxes, which Docker calls containers.</summary>
[TestFixture]
internal sealed class ConnectTests
{
    [Test]
    public async Task Everything_that_a_client_asks_of_an_endpoint_is_made()
    {
        await using var server = await StartAsync();

        var answer = await server.PostTextAsync("/v1.50/networks/web/connect", """
            {"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.1.0.9","LinkLocalIPs":["169.254.7.7"]},"Links":null,"Aliases":["www"],
             "MacAddress":"02:42:ac:11:00:07","GwPriority":3,
             "DriverOpts":{"com.docker.network.endpoint.ifname":"net7","com.docker.network.endpoint.sysctls":"net.ipv4.conf.IFNAME.forwarding=1,net.ipv4.conf.IFNAME.log_martians=0"},
             "NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}
            """);

        var record = server.Controller.GetEndpoint("c1").Record;
        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, "")));
        Assert.That(record.Addresses.Select(static address => address.ToString()), Does.Contain("10.1.0.9/24"));
        Assert.That(record.MacAddress?.ToString(), Is.EqualTo("02:42:ac:11:00:07"));
        Assert.That((record.InterfaceName, record.Spec.GatewayPriority), Is.EqualTo(("net7", 3)));
        Assert.That(record.Spec.Aliases, Is.EqualTo(new[] { "www" }));
        Assert.That(record.Spec.LinkLocalAddresses, Is.EqualTo(new[] { IPAddress.Parse("169.254.7.7") }));
        Assert.That(record.Spec.Sysctls.Keys, Is.EqualTo(new[] { "net.ipv4.conf.IFNAME.forwarding", "net.ipv4.conf.IFNAME.log_martians" }));
    }

    [TestCase("c1", TestName = "By_its_name")]
    [TestCase("/c1", TestName = "By_its_name_behind_a_slash")]
    [TestCase("ID", TestName = "By_its_id")]
    [TestCase("PREFIX", TestName = "By_the_beginning_of_its_id")]
    public async Task A_sandbox_is_found_as_docker_finds_a_container(string reference)
    {
        await using var server = await StartAsync();
        var id = server.Controller.GetSandbox("c1").Id.ToString();

        var answer = await server.PostAsync("/networks/web/connect", new { Container = reference.Replace("ID", id, StringComparison.Ordinal).Replace("PREFIX", id[..20], StringComparison.Ordinal) });

        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(server.Controller.GetSandbox("c1").Endpoints, Has.Length.EqualTo(1));
    }

    [TestCase("web", """{"Container":"nope"}""", 404, "No such container: nope")]
    [TestCase("nope", """{"Container":"c1"}""", 404, "network nope not found")]
    [TestCase("web", """{}""", 400, "invalid name or ID supplied: \"\"")]
    [TestCase("web", """{"Container":"used"}""", 403, "endpoint with name used already exists in network web")]
    [TestCase("host", """{"Container":"used"}""", 400, "sandbox 'used' is not valid: ")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.1.0.2"}}}""", 403, "address 10.1.0.2 is in use")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.7.0.2"}}}""", 400, "")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"many"}}}""", 400, "")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"MacAddress":"many"}}""", 400, "")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"Links":["db:db"]}}""", 400, "the endpoint is not valid: links")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"DriverOpts":{"odd":"1"}}}""", 400, "the endpoint is not valid: driver option 'odd' is unknown")]
    [TestCase("web", """{"Container":"c1","EndpointConfig":{"GwPriority":99999999999}}""", 400, "invalid JSON: ")]
    [TestCase("web", """{"Container":["c1"]}""", 400, "invalid JSON: ")]
    public async Task What_cannot_be_connected_is_refused(string network, string body, int status, string message)
    {
        await using var server = await StartAsync();
        await server.Controller.ConnectAsync(server.Controller.GetNetwork("web"), await server.Controller.CreateSandboxAsync(new SandboxSpec("used")));

        var answer = await server.PostTextAsync($"/networks/{network}/connect", body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Message, Does.StartWith(message));
        Assert.That(server.Controller.GetSandbox("c1").Endpoints, Is.Empty);
    }

    [Test]
    public async Task A_sandbox_is_disconnected_once()
    {
        await using var server = await StartAsync();
        await server.PostAsync("/networks/web/connect", new { Container = "c1" });

        var first = await server.PostAsync("/networks/web/disconnect", new { Container = "c1" });
        var second = await server.PostAsync("/networks/web/disconnect", new { Container = "c1" });

        Assert.That((first.Status, first.Body), Is.EqualTo((200, "")));
        Assert.That((second.Status, second.Message), Is.EqualTo((404, $"container {server.Controller.GetSandbox("c1").Id} is not connected to network web")));
        await server.Bed.AssertConvergedAsync(server.Controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task By_force_an_endpoint_goes_by_its_name_whether_or_not_a_sandbox_has_it()
    {
        await using var server = await StartAsync();
        var web = server.Controller.GetNetwork("web");
        await server.Controller.CreateEndpointAsync(web, new EndpointSpec { Name = "reserved" });
        await server.Controller.ConnectAsync(web, server.Controller.GetSandbox("c1"), new EndpointSpec { Name = "other" });

        var reserved = await server.PostAsync("/networks/web/disconnect", new { Container = "reserved", Force = true });
        var attached = await server.PostAsync("/networks/web/disconnect", new { Container = "other", Force = true });
        var nothing = await server.PostAsync("/networks/web/disconnect", new { Container = "other", Force = true });

        Assert.That((reserved.Status, attached.Status, nothing.Status), Is.EqualTo((200, 200, 404)));
        Assert.That(server.Controller.Endpoints, Is.Empty);
    }

    private static async Task<ApiServer> StartAsync()
    {
        var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        await server.Controller.CreateSandboxAsync(new SandboxSpec("c1"));
        return server;
    }
}
