using NetController.AspNetCore.Tests.Support;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests.Docker;

/// <summary>Listing and inspecting networks.</summary>
[TestFixture]
internal sealed class ListTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync();
        var web = await _server.Controller.CreateNetworkAsync(
            Testbed.Bridge("web", "10.1.0.0/24") with { Labels = new EquatableMap<string>([new("team", "ops"), new("tier", "1")]) });
        await _server.Controller.CreateNetworkAsync(Testbed.Bridge("idle", "10.2.0.0/24") with { Labels = new EquatableMap<string>([new("team", "dev")]) });
        await _server.Controller.ConnectAsync(web, await _server.Controller.CreateSandboxAsync(new SandboxSpec("c1")));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase("", "bridge host idle none web")]
    [TestCase("""{}""", "bridge host idle none web")]
    [TestCase("""{"name":{"web":true}}""", "web")]
    [TestCase("""{"name":["web"]}""", "web")]
    [TestCase("""{"name":["web","idle"]}""", "idle web")]
    [TestCase("""{"name":["^.e"]}""", "web")]
    [TestCase("""{"name":["e"],"driver":["bridge"]}""", "bridge idle web")]
    [TestCase("""{"driver":{"null":true,"host":true}}""", "host none")]
    [TestCase("""{"driver":["nul"]}""", "")]
    [TestCase("""{"label":["team"]}""", "idle web")]
    [TestCase("""{"label":["team=ops","tier"]}""", "web")]
    [TestCase("""{"scope":["local"]}""", "bridge host idle none web")]
    [TestCase("""{"scope":["swarm"]}""", "")]
    [TestCase("""{"type":["custom"]}""", "idle web")]
    [TestCase("""{"type":{"builtin":true}}""", "bridge host none")]
    [TestCase("""{"dangling":["true"]}""", "idle")]
    [TestCase("""{"dangling":["0"]}""", "bridge host none web")]
    [TestCase("""{"name":null}""", "bridge host idle none web")]
    public async Task Filters_choose_in_both_forms_that_clients_send(string filters, string names) =>
        Assert.That(await _server.NamesAsync($"/v1.43/networks?filters={Uri.EscapeDataString(filters)}"), Is.EqualTo(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [TestCase("""{"colour":["red"]}""", "invalid filter 'colour'")]
    [TestCase("""nonsense""", "invalid filter")]
    [TestCase("""["name"]""", "invalid filter")]
    [TestCase("""{"name":{"web":"yes"}}""", "invalid filter")]
    [TestCase("""{"name":"web"}""", "invalid filter")]
    [TestCase("""{"type":["odd"]}""", "the filter is not valid: type 'odd' is none of: builtin, custom")]
    [TestCase("""{"dangling":["maybe"]}""", "the filter is not valid: dangling 'maybe' is no boolean")]
    [TestCase("""{"name":["("]}""", "the filter is not valid: name '(' is no regular expression")]
    [TestCase("""{"name":["(a)\\1"]}""", "the filter is not valid: name '(a)\\1' looks ahead, behind or back")]
    [TestCase("""{"label":[""]}""", "'' has no key")]
    public async Task A_filter_that_means_nothing_is_refused(string filters, string message)
    {
        var answer = await _server.GetAsync($"/networks?filters={Uri.EscapeDataString(filters)}");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Message, Does.StartWith(message));
    }

    [Test]
    public async Task A_list_leaves_the_endpoints_out_since_the_version_that_does()
    {
        var before = (await _server.GetAsync("/v1.27/networks")).Json.EnumerateArray().Last();
        var since = (await _server.GetAsync("/v1.28/networks")).Json.EnumerateArray().Last();

        Assert.That(before.GetProperty("Containers").EnumerateObject().Count(), Is.EqualTo(1));
        Assert.That(since.GetProperty("Containers").EnumerateObject(), Is.Empty);
    }

    [Test]
    public async Task A_network_is_inspected_with_dockers_fields_in_dockers_order()
    {
        var network = _server.Controller.GetNetwork("web");
        var sandbox = _server.Controller.GetSandbox("c1");

        var answer = await _server.GetAsync("/v1.50/networks/web?verbose=true&scope=local");

        var json = answer.Json;
        Assert.That(json.EnumerateObject().Select(static property => property.Name), Is.EqualTo(new[]
        {
            "Name", "Id", "Created", "Scope", "Driver", "EnableIPv4", "EnableIPv6", "IPAM", "Internal", "Attachable", "Ingress", "ConfigFrom", "ConfigOnly",
            "Containers", "Options", "Labels", "State",
        }));
        Assert.That(json.GetProperty("Id").GetString(), Is.EqualTo(network.Id.ToString()));
        Assert.That(json.GetProperty("IPAM").ToString(), Is.EqualTo("""{"Driver":"default","Options":{},"Config":[{"Subnet":"10.1.0.0/24","Gateway":"10.1.0.1"}]}"""));
        var container = json.GetProperty("Containers").EnumerateObject().Single();
        Assert.That(container.Name, Is.EqualTo(sandbox.Id.ToString()));
        Assert.That(container.Value.GetProperty("Name").GetString(), Is.EqualTo("c1"));
        Assert.That(container.Value.GetProperty("IPv4Address").GetString(), Is.EqualTo("10.1.0.2/24"));
        Assert.That(answer.ContentType, Is.EqualTo("application/json"));
    }

    [Test]
    public async Task A_network_is_found_by_whole_id_then_name_then_the_unique_beginning_of_an_id()
    {
        var web = _server.Controller.GetNetwork("web").Id.ToString();
        var idle = _server.Controller.GetNetwork("idle");
        var named = await _server.Controller.CreateNetworkAsync(Testbed.Bridge(web[..12], "10.3.0.0/24"));
        var twin = await _server.Controller.CreateNetworkAsync(Testbed.Bridge(idle.Id.ToString(), "10.4.0.0/24"));

        Assert.That(await NameAsync(web[..12]), Is.EqualTo(named.Name), "a name goes before the beginning of an id");
        Assert.That(await NameAsync(web[..13]), Is.EqualTo("web"), "the beginning of an id");
        Assert.That(await NameAsync(idle.Id.ToString()), Is.EqualTo("idle"), "a whole id goes before a name");

        await _server.Controller.DeleteNetworkAsync(named);
        await _server.Controller.DeleteNetworkAsync(twin);

        async Task<string?> NameAsync(string reference) => (await _server.GetAsync($"/networks/{reference}")).Json.GetProperty("Name").GetString();
    }

    [Test]
    public async Task The_beginning_of_several_ids_is_ambiguous()
    {
        var networks = new List<Network>();
        string? shared = null;
        while (shared is null)
        {
            networks.Add(await _server.Controller.CreateNetworkAsync(Testbed.Bridge($"many{networks.Count}")));
            shared = networks.GroupBy(static network => network.Id.ToString()[..1]).FirstOrDefault(static group => group.Count() > 1)?.Key;
        }

        var answer = await _server.GetAsync($"/networks/{shared}");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Message, Does.Match($@"^network {shared} is ambiguous \(\d+ matches found based on ID prefix\)$"));
        foreach (var network in networks)
        {
            await _server.Controller.DeleteNetworkAsync(network);
        }
    }

    [TestCase("/networks/nope", 404, "network nope not found")]
    [TestCase("/networks/web?scope=swarm", 404, "network web not found")]
    [TestCase("/networks/web?verbose=perhaps", 400, "invalid value for verbose: 'perhaps' is no boolean: write true or false")]
    [TestCase("/networks/..%2F..%2Fetc%2Fpasswd", 404, null)]
    [TestCase("/networks/%00", 400, null)]
    [TestCase("/networks/%ff%fe", 404, null)]
    [TestCase("/networks/%25%32%65", 404, null)]
    [TestCase("/networks/a%0ab", 404, null)]
    public async Task What_names_no_network_is_refused(string path, int status, string? message)
    {
        var answer = await _server.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(status).Or.InRange(400, 404), answer.Body);
        if (message is not null)
        {
            Assert.That((answer.Status, answer.Message), Is.EqualTo((status, message)));
        }
    }
}
