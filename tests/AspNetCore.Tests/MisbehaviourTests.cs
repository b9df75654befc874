using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests;

/// <summary>Clients that are many, slow, broken or wild: they get an answer of their own making, and the others theirs.</summary>
[TestFixture]
internal sealed class MisbehaviourTests
{
    private static readonly string[] Paths =
    [
        "/networks/create", "/v1.43/networks/web/connect", "/networks/web/disconnect", "/networks/prune", "/netctl/sandboxes", "/netctl/endpoints", "/netctl/plan/networks",
        "/netctl/endpoints/e/join", "/netctl/sandboxes/c1/rename",
    ];

    private static readonly string[] Words =
    [
        "Name", "Driver", "IPAM", "Config", "Subnet", "IPRange", "Gateway", "AuxiliaryAddresses", "Options", "Labels", "EnableIPv6", "Internal", "Container", "EndpointConfig",
        "IPAMConfig", "IPv4Address", "Aliases", "MacAddress", "DriverOpts", "GwPriority", "Network", "Sandbox", "Ports", "Dns", "ExtraHosts", "NamespacePath", "Force", "Mtu", "Sysctls",
        "web", "c1", "bridge", "host", "null", "10.1.0.0/24", "10.1.0.7", "fd00::/64", "0.0.0.0/0", "8080:80", "../../etc/passwd", "", "\u0000", "é", "x:y", "com.docker.network.endpoint.sysctls",
    ];

    [Test]
    public async Task Bodies_of_any_shape_never_fail_the_server()
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        await server.Controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var random = new Random(20261128);
        var statuses = new Dictionary<int, int>();
        for (var round = 0; round < 3000; round++)
        {
            var body = round % 4 == 0 ? Mutate(random, Json(random, 0)) : Object(random, 0);

            var answer = await server.PostTextAsync(Paths[random.Next(Paths.Length)], body);

            Assert.That(answer.Status, Is.LessThan(500), $"{body}\n{answer.Body}\n{string.Join('\n', server.Log.Errors)}");
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        Assert.That(statuses.Keys, Is.SupersetOf(new[] { 201, 400, 404 }), "the bodies are wild enough to be of use");
        Assert.That(server.Log.Errors, Is.Empty);
        Assert.That(await server.Controller.CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task Paths_and_queries_of_any_shape_never_fail_the_server()
    {
        await using var server = await ApiServer.StartAsync();
        var random = new Random(20261129);
        string[] methods = ["GET", "DELETE", "POST", "HEAD", "PUT"];
        string[] parts = ["networks", "v1.43", "v1", "netctl", "sandboxes", "..", ".", "%2e%2e", "%2F", "%00", "%zz", "web", "prune", "info", "rules", "ports", "a%20b", "%E2%82%AC", "?filters={", "?verbose=1", "?since=1e9", "?network=x"];
        for (var round = 0; round < 1500; round++)
        {
            var path = "/" + string.Join('/', Enumerable.Range(0, random.Next(5)).Select(_ => parts[random.Next(parts.Length)]));

            var status = await RawAsync(server, $"{methods[random.Next(methods.Length)]} {path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

            Assert.That(status, Is.InRange(200, 499), path);
        }

        Assert.That(server.Log.Errors, Is.Empty);
    }

    [TestCase(true, TestName = "A_body_that_says_it_is_too_large_is_refused")]
    [TestCase(false, TestName = "A_body_that_turns_out_too_large_is_refused")]
    public async Task Huge(bool saysSo)
    {
        await using var server = await ApiServer.StartAsync(new NetworkControllerApiOptions { MaxRequestBytes = 10_000 });
        var huge = $$"""{"Name":"{{new string('a', 200_000)}}"}""";
        using HttpContent content = saysSo ? new ByteArrayContent(Encoding.UTF8.GetBytes(huge)) : new StreamContent(new Chunks(Encoding.UTF8.GetBytes(huge)));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        var answer = await server.SendAsync(HttpMethod.Post, "/networks/create", content);

        Assert.That(answer.Status, Is.EqualTo(413), answer.Body);
        Assert.That((await server.GetAsync("/networks")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Half_requests_and_silent_clients_hold_up_nobody()
    {
        await using var server = await ApiServer.StartAsync();
        var silent = new List<Socket>();
        string[] halves = ["", "GET /netw", "POST /networks/create HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"Name\":", "POST /networks/create HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"];
        foreach (var half in Enumerable.Range(0, 100).Select(index => halves[index % halves.Length]))
        {
            var socket = await server.ConnectAsync();
            silent.Add(socket);
            await socket.SendAsync(Encoding.ASCII.GetBytes(half));
        }

        var created = await server.PostAsync("/networks/create", new { Name = "web" });
        silent.ForEach(static socket => socket.Dispose());

        Assert.That(created.Status, Is.EqualTo(201), created.Body);
        Assert.That(await server.NamesAsync("/networks"), Does.Contain("web"));
        Assert.That(server.Log.Errors, Is.Empty);
    }

    [Test]
    public async Task A_failure_is_logged_even_when_the_client_has_gone()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = new CancellationTokenSource();
        server.Bed.Machine.Refuse = effect =>
        {
            if (!effect.Contains("link", StringComparison.Ordinal))
            {
                return null;
            }

            client.Cancel();
            Thread.Sleep(200); // until the server has seen that the connection is closed
            return new InvalidOperationException("the kernel is on fire");
        };
        using var body = JsonContent.Create(new { Name = "web" });

        await Assert.CatchAsync<OperationCanceledException>(() => server.Client.PostAsync("/networks/create", body, client.Token));

        for (var waited = 0; waited < 100 && server.Log.Errors.IsEmpty; waited++)
        {
            await Task.Delay(50);
        }

        Assert.That(server.Log.Errors, Has.Some.Contains("the kernel is on fire"));
    }

    [TestCase("NONSENSE\r\n\r\n")]
    [TestCase("GET / HTTP/9.9\r\nHost: d\r\n\r\n")]
    [TestCase("GET /networks HTTP/1.1\r\n\r\n")]
    [TestCase("POST /networks/create HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n")]
    [TestCase("POST /networks/create HTTP/1.1\r\nHost: d\r\nContent-Length: -5\r\n\r\n")]
    public async Task What_is_no_http_is_refused(string request)
    {
        await using var server = await ApiServer.StartAsync();

        Assert.That(await RawAsync(server, request), Is.InRange(400, 505).And.Not.EqualTo(500));
        Assert.That(server.Log.Errors, Is.Empty);
    }

    [Test]
    public async Task Two_hundred_clients_at_once_get_what_they_ask_for()
    {
        await using var server = await ApiServer.StartAsync();
        await server.Controller.CreateSandboxAsync(new SandboxSpec("c0"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(async index =>
        {
            var name = $"n{index}";
            var created = await server.PostAsync("/networks/create", new { Name = name, IPAM = new { Config = new[] { new { Subnet = $"10.{index}.0.0/24" } } } });
            var sandbox = await server.PostAsync("/netctl/sandboxes", new { Name = $"s{index}" });
            var connected = await server.PostAsync($"/networks/{name}/connect", new { Container = $"s{index}" });
            var busy = await server.DeleteAsync($"/networks/{name}");
            var disconnected = await server.PostAsync($"/networks/{name}/disconnect", new { Container = $"s{index}" });
            var deleted = await server.DeleteAsync($"/networks/{name}");
            return (created.Status, sandbox.Status, connected.Status, busy.Status, disconnected.Status, deleted.Status);
        }));

        Assert.That(statuses, Is.All.EqualTo((201, 201, 200, 403, 200, 204)));
        await server.Bed.AssertConvergedAsync(server.Controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Of_many_who_want_one_name_one_gets_it()
    {
        await using var server = await ApiServer.StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await server.PostAsync("/networks/create", new { Name = "web" })).Status));

        Assert.That(statuses.Count(static status => status == 201), Is.EqualTo(1));
        Assert.That(statuses.Where(static status => status != 201), Is.All.EqualTo(409));
    }

    private static async Task<int> RawAsync(ApiServer server, string request)
    {
        using var socket = await server.ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(new NetworkStream(socket));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var line = await reader.ReadLineAsync(limit.Token);
        return int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Json(Random random, int depth) => random.Next(depth > 4 ? 5 : 8) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => $"{random.Next(-5, 100_000)}",
        3 or 4 => Quoted(random),
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        _ => Object(random, depth),
    };

    private static string Object(Random random, int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => $"{Quoted(random)}:{Json(random, depth + 1)}"))}}}";

    private static string Quoted(Random random) => $"\"{Words[random.Next(Words.Length)].Replace("\0", "\\u0000", StringComparison.Ordinal)}\"";

    private static string Mutate(Random random, string json)
    {
        var text = new StringBuilder(json);
        for (var index = random.Next(4); index >= 0 && text.Length > 0; index--)
        {
            text[random.Next(text.Length)] = (char)random.Next(1, 0x250);
        }

        return text.ToString();
    }

    /// <summary>A stream of unknown length, sent in chunks.</summary>
    private sealed class Chunks(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
