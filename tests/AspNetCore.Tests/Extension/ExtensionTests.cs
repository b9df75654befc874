using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests.Extension;

/// <summary>What Docker has no words for.</summary>
[TestFixture]
internal sealed class ExtensionTests
{
    [Test]
    public async Task A_sandbox_lives_from_its_creation_to_its_end()
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));

        var created = await server.PostTextAsync("/netctl/sandboxes", """
            {"Name":"c1","Hostname":"one","Domainname":"example.test","ExtraHosts":["db:10.0.0.5","me:host-gateway"],"Dns":["192.0.2.53"],"DnsSearch":["example.test"],
             "DnsOptions":["ndots:2"],"Labels":{"team":"ops"}}
            """);
        var connected = await server.PostTextAsync("/netctl/endpoints", """{"Network":"web","Sandbox":"c1","Ports":["8080:80"],"Aliases":["www"],"GwPriority":1}""");
        var renamed = await server.PostAsync("/netctl/sandboxes/c1/rename", new { Name = "c2" });
        var files = (await server.GetAsync("/netctl/sandboxes/c2/files")).Json;
        var inspected = (await server.GetAsync("/netctl/sandboxes/c2")).Json;
        var listed = (await server.GetAsync("/netctl/sandboxes")).Json;
        var ports = (await server.GetAsync("/netctl/ports")).Json;
        var deleted = await server.DeleteAsync("/netctl/sandboxes/c2");
        var gone = await server.GetAsync("/netctl/sandboxes/c2");

        Assert.That((created.Status, connected.Status, renamed.Status, deleted.Status), Is.EqualTo((201, 201, 204, 204)), created.Body + connected.Body + renamed.Body);
        Assert.That(created.Json.EnumerateObject().Select(static property => property.Name), Is.EqualTo(new[] { "Id", "Name" }));
        Assert.That(files.GetProperty("Hosts").GetString(), Does.Contain("10.0.0.5\tdb").And.Contain("one"));
        Assert.That(files.GetProperty("Resolver").GetString(), Does.Contain("192.0.2.53").And.Contain("ndots:2"));
        Assert.That(inspected.GetProperty("Endpoints")[0].GetProperty("IPv4Address").GetString(), Is.EqualTo("10.1.0.2/24"));
        Assert.That(listed.GetArrayLength(), Is.EqualTo(1));
        Assert.That(ports.EnumerateArray().Select(static port => port.GetProperty("HostPort").GetInt32()).Distinct(), Is.EqualTo(new[] { 8080 }));
        Assert.That((gone.Status, gone.OwnMessage), Is.EqualTo((404, "sandbox 'c2' does not exist; list them with `netctl sandbox ls`")));
        await server.Bed.AssertConvergedAsync(server.Controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task An_endpoint_is_reserved_joined_left_and_deleted()
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        await server.Controller.CreateSandboxAsync(new SandboxSpec("c1"));

        var created = await server.PostAsync("/netctl/endpoints", new { Network = "web", Name = "db", IPv4Address = "10.1.0.7" });
        var early = await server.DeleteAsync("/netctl/endpoints/nope");
        var joined = await server.PostAsync("/netctl/endpoints/db/join", new { Sandbox = "c1" });
        var attached = await server.DeleteAsync("/netctl/endpoints/db");
        var left = await server.PostAsync("/netctl/endpoints/db/leave");
        var listed = (await server.GetAsync("/netctl/endpoints")).Json;
        var inspected = (await server.GetAsync("/netctl/endpoints/db")).Json;
        var deleted = await server.DeleteAsync("/netctl/endpoints/db");

        Assert.That((created.Status, early.Status, joined.Status, attached.Status, left.Status, deleted.Status), Is.EqualTo((201, 404, 204, 409, 204, 204)), created.Body);
        Assert.That(listed.GetArrayLength(), Is.EqualTo(1));
        Assert.That(inspected.GetProperty("IPv4Address").GetString(), Is.EqualTo("10.1.0.7/24"));
        Assert.That(server.Controller.Endpoints, Is.Empty);
    }

    [Test]
    public async Task Drift_is_found_and_repaired()
    {
        await using var server = await ApiServer.StartAsync();
        var web = await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var clean = (await server.GetAsync("/netctl/check")).Json;
        server.Bed.Machine.RemoveLink(web.LinkName!);
        var drifted = (await server.GetAsync("/netctl/check")).Json;
        var repaired = (await server.PostAsync("/netctl/repair")).Json;
        var after = (await server.GetAsync("/netctl/check")).Json;

        Assert.That((clean.GetProperty("Clean").GetBoolean(), drifted.GetProperty("Clean").GetBoolean(), after.GetProperty("Clean").GetBoolean()), Is.EqualTo((true, false, true)));
        Assert.That(drifted.GetProperty("Drift")[0].GetProperty("Network").GetString(), Is.EqualTo("web"));
        Assert.That(repaired.GetProperty("Changes").GetArrayLength(), Is.Positive);
    }

    [Test]
    public async Task A_network_is_planned_and_not_made()
    {
        await using var server = await ApiServer.StartAsync();

        var plan = await server.PostAsync("/netctl/plan/networks", new { Name = "web" });

        Assert.That(plan.Status, Is.EqualTo(200), plan.Body);
        Assert.That(plan.Json.GetProperty("Network").GetProperty("Name").GetString(), Is.EqualTo("web"));
        Assert.That(plan.Json.GetProperty("Changes").GetArrayLength(), Is.Positive);
        Assert.That(await server.NamesAsync("/networks"), Is.EqualTo(new[] { "bridge", "host", "none" }));
    }

    [TestCase("/netctl/rules", "Backend")]
    [TestCase("/netctl/rules?network=bridge", "Rules")]
    [TestCase("/netctl/pools", "DefaultPools")]
    [TestCase("/netctl/ports/80", "Ephemeral")]
    [TestCase("/netctl/ports/80-udp", "Processes")]
    [TestCase("/netctl/report", "Steps")]
    public async Task Seeing_inside_gives_the_json_of_netctl(string path, string property)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(answer.Json.EnumerateObject().Select(static own => own.Name), Does.Contain(property));
    }

    [TestCase("GET", "/netctl/host-changes")]
    [TestCase("GET", "/netctl/leftovers")]
    [TestCase("DELETE", "/netctl/leftovers")]
    [TestCase("GET", "/netctl/endpoints")]
    public async Task Lists_are_arrays(string method, string path)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.SendAsync(new HttpMethod(method), path);

        Assert.That((answer.Status, answer.Json.ValueKind), Is.EqualTo((200, System.Text.Json.JsonValueKind.Array)));
    }

    [TestCase("POST", "/netctl/sandboxes", """{"Name":"../x"}""", 400)]
    [TestCase("POST", "/netctl/sandboxes", """{"Name":"c1","Dns":["many"]}""", 400)]
    [TestCase("POST", "/netctl/sandboxes", """{"Name":"c1","Dns":[null]}""", 400)]
    [TestCase("POST", "/netctl/sandboxes", """{"Name":"c1","ExtraHosts":["alone"]}""", 400)]
    [TestCase("POST", "/netctl/sandboxes", """{"Name":"taken"}""", 409)]
    [TestCase("POST", "/netctl/endpoints", """{"Network":"nope","Sandbox":"taken"}""", 404)]
    [TestCase("POST", "/netctl/endpoints", """{"Network":"web","Sandbox":"nope"}""", 404)]
    [TestCase("POST", "/netctl/endpoints", """{"Network":"web","Sandbox":"taken","Ports":["many"]}""", 400)]
    [TestCase("POST", "/netctl/endpoints", """{"Network":"web"}""", 400)]
    [TestCase("POST", "/netctl/endpoints/nope/join", """{"Sandbox":"taken"}""", 404)]
    [TestCase("POST", "/netctl/sandboxes/taken/rename", """{"Name":""}""", 400)]
    [TestCase("GET", "/netctl/rules?network=nope", "", 404)]
    [TestCase("GET", "/netctl/ports/many", "", 400)]
    [TestCase("GET", "/netctl/ports/80-carrier", "", 400)]
    [TestCase("GET", "/netctl/events?cursor=odd", "", 400)]
    public async Task What_cannot_be_done_is_refused(string method, string path, string body, int status)
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        await server.Controller.CreateSandboxAsync(new SandboxSpec("taken"));

        var answer = method == "GET" ? await server.GetAsync(path) : await server.PostTextAsync(path, body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.OwnMessage, Is.Not.Empty);
    }

    [Test]
    public async Task Events_are_told_whole_and_go_on_after_a_cursor()
    {
        await using var server = await ApiServer.StartAsync();
        using var first = await EventReader.OpenAsync(server.Client, "/netctl/events");
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("a"));
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("b"));

        var created = (await first.NextAsync())!.Value;
        using var second = await EventReader.OpenAsync(server.Client, $"/netctl/events?cursor={created.GetProperty("Cursor").GetString()}");
        using var recent = await EventReader.OpenAsync(server.Client, "/netctl/events?recent=true");
        var next = (await second.NextAsync())!.Value;
        var oldest = (await recent.NextAsync())!.Value;

        Assert.That(created.EnumerateObject().Select(static property => property.Name), Is.EqualTo(new[] { "Cursor", "Time", "Kind", "Network" }));
        Assert.That((created.GetProperty("Kind").GetString(), created.GetProperty("Network").GetProperty("Name").GetString()), Is.EqualTo(("NetworkCreated", "a")));
        Assert.That(next.GetProperty("Network").GetProperty("Name").GetString(), Is.EqualTo("b"));
        Assert.That(oldest.GetProperty("Network").GetProperty("Name").GetString(), Is.Not.EqualTo("b"));
    }

    [Test]
    public async Task Without_following_what_is_kept_after_a_cursor_is_given_whole_and_then_the_answer_ends()
    {
        await using var server = await ApiServer.StartAsync();
        var before = server.Controller.EventCursor;
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("a"));
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("b"));

        using var kept = await EventReader.OpenAsync(server.Client, $"/netctl/events?cursor={before}&follow=false");
        using var nothing = await EventReader.OpenAsync(server.Client, $"/netctl/events?cursor={server.Controller.EventCursor}&follow=false");

        Assert.That((await kept.RestAsync()).Select(static happened => happened.GetProperty("Network").GetProperty("Name").GetString()), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(await nothing.RestAsync(), Is.Empty);
    }

    [Test]
    public async Task Without_following_a_cursor_of_another_run_gives_the_gap_and_all_that_is_kept()
    {
        await using var other = await ApiServer.StartAsync();
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("a"));

        using var kept = await EventReader.OpenAsync(server.Client, $"/netctl/events?cursor={other.Controller.EventCursor}&follow=false");

        var kinds = (await kept.RestAsync()).ConvertAll(static happened => happened.GetProperty("Kind").GetString());
        Assert.That((kinds[0], kinds[^1], kinds.Count), Is.EqualTo(("Gap", "NetworkCreated", server.Controller.RecentEvents.Length + 1)));
    }
}
