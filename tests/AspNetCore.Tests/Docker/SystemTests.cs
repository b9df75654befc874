using System.Text.RegularExpressions;
using NetController.AspNetCore.Tests.Support;

namespace NetController.AspNetCore.Tests.Docker;

/// <summary>Who answers, in which version, and how what is not there is refused.</summary>
[TestFixture]
internal sealed class SystemTests
{
    [TestCase("GET", "OK")]
    [TestCase("HEAD", "")]
    public async Task A_ping_is_answered_with_the_version_of_the_api(string method, string body)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.SendAsync(new HttpMethod(method), "/_ping");

        Assert.That((answer.Status, answer.Body, answer.ContentType), Is.EqualTo((200, body, "text/plain; charset=utf-8")));
        Assert.That(answer.Headers["Api-Version"], Is.EqualTo("1.50"));
        Assert.That(answer.Headers["Ostype"], Is.EqualTo("linux"));
        Assert.That(answer.Headers["Server"], Does.Match(@"^NetController/\S+ \(linux\)$"));
        Assert.That(answer.Headers["Cache-Control"], Does.Contain("no-store"));
    }

    [Test]
    public async Task Version_and_info_tell_what_dockers_client_asks_for()
    {
        await using var server = await ApiServer.StartAsync(new NetworkControllerApiOptions { ProductName = "Testd", ProductVersion = "7.1" });
        await server.Controller.CreateSandboxAsync(new SandboxSpec("c1"));

        var version = (await server.GetAsync("/v1.43/version")).Json;
        var info = (await server.GetAsync("/info")).Json;

        Assert.That(version.GetProperty("ApiVersion").GetString(), Is.EqualTo("1.50"));
        Assert.That(version.GetProperty("MinAPIVersion").GetString(), Is.EqualTo("1.24"));
        Assert.That(version.GetProperty("Components")[0].GetProperty("Name").GetString(), Is.EqualTo("Testd"));
        Assert.That(version.GetProperty("Version").GetString(), Is.EqualTo("7.1"));
        Assert.That(info.GetProperty("ID").GetString(), Is.EqualTo(server.Controller.Instance.ToString()));
        Assert.That(info.GetProperty("ContainersRunning").GetInt32(), Is.EqualTo(1));
        Assert.That(info.GetProperty("Plugins").GetProperty("Network").EnumerateArray().Select(static name => name.GetString()), Is.EqualTo(new[] { "bridge", "host", "null" }));
        Assert.That(info.GetProperty("Swarm").GetProperty("LocalNodeState").GetString(), Is.EqualTo("inactive"));
    }

    [TestCase("/v1.50/networks", 200, null)]
    [TestCase("/v1.24/networks", 200, null)]
    [TestCase("/networks", 200, null)]
    [TestCase("/v1.51/networks", 400, "client version 1.51 is too new. Maximum supported API version is 1.50")]
    [TestCase("/v2/networks", 400, "client version 2 is too new. Maximum supported API version is 1.50")]
    [TestCase("/v1.99999999999999999999/networks", 400, "client version 1.99999999999999999999 is too new. Maximum supported API version is 1.50")]
    [TestCase("/v1.23/networks", 400, "client version 1.23 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version")]
    [TestCase("/v1.9/networks", 400, "client version 1.9 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version")]
    [TestCase("/v../networks", 400, "client version .. is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version")]
    public async Task A_version_is_spoken_or_refused(string path, int status, string? message)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Headers["Api-Version"], Is.EqualTo("1.50"));
        if (message is not null)
        {
            Assert.That(answer.Message, Is.EqualTo(message));
        }
    }

    [TestCase("GET", "/v1.43/containers/json")]
    [TestCase("POST", "/v1.43/networks/web")]
    [TestCase("PUT", "/v1.43/networks")]
    public async Task What_is_not_served_is_not_found_as_docker_says_it(string method, string path)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.SendAsync(new HttpMethod(method), path);

        Assert.That((answer.Status, answer.Message), Is.EqualTo((404, "page not found")));
    }

    [TestCase("/volumes/web")]
    [TestCase("/very/other")]
    [TestCase("/v1.50x/networks")]
    public async Task What_is_no_version_is_left_to_the_rest_of_the_application(string path)
    {
        await using var server = await ApiServer.StartAsync();

        Assert.That(await server.GetAsync(path), Has.Property("Status").EqualTo(404).And.Property("Body").Empty);
    }

    [Test]
    public async Task Without_a_controller_the_server_says_that_it_is_not_ready()
    {
        await using var server = await ApiServer.StartAsync(new NetworkControllerApiOptions { Controller = static _ => null });

        Assert.That((await server.GetAsync("/_ping")).Status, Is.EqualTo(200));
        var networks = await server.GetAsync("/networks");
        var events = await server.GetAsync("/events");

        Assert.That((networks.Status, networks.Message), Is.EqualTo((503, "the network controller has not started yet")));
        Assert.That(events.Status, Is.EqualTo(503));
    }

    [Test]
    public async Task The_openapi_document_describes_every_route_and_refers_only_to_what_it_holds()
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync("/netctl/openapi.json");

        var paths = answer.Json.GetProperty("paths");
        var schemas = answer.Json.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(static schema => schema.Name).ToArray();
        var referred = Regex.Matches(answer.Body, "\"#/components/schemas/([^\"]+)\"").Select(static match => match.Groups[1].Value).Distinct().ToArray();
        Assert.That(answer.Json.GetProperty("openapi").GetString(), Is.EqualTo("3.1.0"));
        Assert.That(paths.GetProperty("/networks/{id}").GetProperty("get").GetProperty("parameters")[0].GetProperty("in").GetString(), Is.EqualTo("path"));
        Assert.That(referred, Is.EquivalentTo(schemas));
        Assert.That(Regex.Count(answer.Body, "\"\\$ref\":\"(?!#/components/schemas/)"), Is.Zero, "references that lead nowhere");
        var ids = paths.EnumerateObject().SelectMany(static path => path.Value.EnumerateObject()).Select(static operation => operation.Value.GetProperty("operationId").GetString());
        Assert.That(ids, Is.Unique.And.Exactly(NetController.AspNetCore.Calls.ApiRoutes.Operations.Length).Items);
    }
}
