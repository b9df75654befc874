using System.Text.Json;
using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests.Docker;

/// <summary>What happens, as Docker tells it.</summary>
[TestFixture]
internal sealed class EventTests
{
    [Test]
    public async Task What_happens_is_streamed_as_it_happens()
    {
        await using var server = await ApiServer.StartAsync();
        using var events = await EventReader.OpenAsync(server.Client, "/v1.43/events");

        var network = await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var created = await events.NextAsync();
        var sandbox = await server.Controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await server.Controller.ConnectAsync(network, sandbox);
        await server.Controller.DisconnectAsync(network, sandbox);
        await server.Controller.DeleteNetworkAsync(network);

        Assert.That(created!.Value.EnumerateObject().Select(static property => property.Name), Is.EqualTo(new[] { "Type", "Action", "Actor", "scope", "time", "timeNano" }));
        Assert.That(created.Value.GetProperty("Actor").ToString(), Is.EqualTo($$$"""{"ID":"{{{network.Id}}}","Attributes":{"name":"web","type":"bridge"}}"""));
        Assert.That(created.Value.GetProperty("timeNano").GetInt64() / 1_000_000_000, Is.EqualTo(created.Value.GetProperty("time").GetInt64()));
        Assert.That(Describe(await events.NextAsync()), Is.EqualTo("container create c1"));
        var connected = await events.NextAsync();
        Assert.That(Describe(connected), Is.EqualTo("network connect web"));
        Assert.That(connected!.Value.GetProperty("Actor").GetProperty("Attributes").GetProperty("container").GetString(), Is.EqualTo(sandbox.Id.ToString()));
        Assert.That(Describe(await events.NextAsync()), Is.EqualTo("network disconnect web"));
        Assert.That(Describe(await events.NextAsync()), Is.EqualTo("network destroy web"));
    }

    [TestCase("""{"type":["network"]}""", "network create web, network create db, network connect web, network destroy db")]
    [TestCase("""{"event":["create"],"type":["network"]}""", "network create web, network create db")]
    [TestCase("""{"event":{"destroy":true,"connect":true}}""", "network connect web, network destroy db")]
    [TestCase("""{"network":["db"]}""", "network create db, network destroy db")]
    [TestCase("""{"container":["c1"]}""", "container create c1")]
    [TestCase("""{"image":["debian"]}""", "")]
    [TestCase("""{"scope":["swarm"]}""", "")]
    [TestCase("""{"label":["type=bridge"],"event":["connect"]}""", "network connect web")]
    public async Task The_past_is_given_again_and_filters_choose(string filters, string expected)
    {
        await using var server = await ApiServer.StartAsync();
        var web = await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var db = await server.Controller.CreateNetworkAsync(Testbed.Bridge("db"));
        await server.Controller.ConnectAsync(web, await server.Controller.CreateSandboxAsync(new SandboxSpec("c1")));
        await server.Controller.DeleteNetworkAsync(db);

        using var events = await EventReader.OpenAsync(
            server.Client, $"/events?since=2000-01-01&until={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}&filters={Uri.EscapeDataString(filters)}");

        var told = (await events.RestAsync()).Select(static happened => Describe(happened)).Where(static text => !Predefined(text));
        Assert.That(string.Join(", ", told), Is.EqualTo(expected));
    }

    [TestCase("""{"type":["network"]}""", "destroy prune prune")]
    [TestCase("""{"event":["prune"],"scope":["local"]}""", "prune prune")]
    [TestCase("""{"type":["container"]}""", "")]
    [TestCase("""{"network":["web"]}""", "destroy")]
    public async Task A_prune_is_told_after_what_it_deleted_and_also_when_that_was_nothing(string filters, string expected)
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        await server.PostAsync("/networks/prune");
        await server.PostAsync("/networks/prune");

        using var events = await EventReader.OpenAsync(
            server.Client, $"/events?since=2000-01-01&until={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}&filters={Uri.EscapeDataString(filters)}");

        var told = (await events.RestAsync()).Where(static happened => happened.GetProperty("Action").GetString() != "create").ToArray();
        Assert.That(string.Join(' ', told.Select(static happened => happened.GetProperty("Action").GetString())), Is.EqualTo(expected));
        Assert.That(
            told.Where(static happened => happened.GetProperty("Action").GetString() == "prune").Select(static happened => happened.ToString()),
            Is.All.StartWith("""{"Type":"network","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":"""));
    }

    [Test]
    public async Task A_label_without_a_key_is_refused_before_anything_happens()
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync($"/events?filters={Uri.EscapeDataString("""{"label":["=x"]}""")}");

        Assert.That((answer.Status, answer.Message), Is.EqualTo((400, "'=x' has no key: write key=value")));
    }

    [Test]
    public async Task A_stream_ends_when_its_time_is_up()
    {
        await using var server = await ApiServer.StartAsync();
        var until = DateTimeOffset.UtcNow.AddSeconds(1.5);
        using var events = await EventReader.OpenAsync(server.Client, FormattableString.Invariant($"/events?until={until.ToUnixTimeMilliseconds() / 1000.0:F3}"));
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var told = await events.RestAsync();

        Assert.That(told.Select(static happened => Describe(happened)), Is.EqualTo(new[] { "network create web" }));
    }

    [Test]
    public async Task A_client_that_goes_away_costs_nothing_and_the_server_stops_with_clients_on_it()
    {
        var server = await ApiServer.StartAsync();
        using (await EventReader.OpenAsync(server.Client, "/events"))
        {
        }

        using var staying = await EventReader.OpenAsync(server.Client, "/events");
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web"));
        Assert.That(Describe(await staying.NextAsync()), Is.EqualTo("network create web"));
        var began = TimeProvider.System.GetTimestamp();

        await server.StopAsync();

        Assert.That(await staying.NextAsync(), Is.Null);
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(server.Log.Errors, Is.Empty);
        await server.DisposeAsync();
    }

    [TestCase("since=5&until=3", 400, "`since` time")]
    [TestCase("since=soon", 400, "failed to parse value as time or duration: 'soon'")]
    [TestCase("filters=x", 400, "invalid filter")]
    public async Task A_question_that_means_nothing_is_refused(string query, int status, string message)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync($"/events?{query}");

        Assert.That((answer.Status, answer.Message[..Math.Min(message.Length, answer.Message.Length)]), Is.EqualTo((status, message)));
    }

    private static bool Predefined(string text) => text is "network create none" or "network create host" or "network create bridge";

    private static string Describe(JsonElement? happened) => happened is not { } json
        ? "nothing"
        : $"{json.GetProperty("Type").GetString()} {json.GetProperty("Action").GetString()} {json.GetProperty("Actor").GetProperty("Attributes").GetProperty("name").GetString()}";
}
