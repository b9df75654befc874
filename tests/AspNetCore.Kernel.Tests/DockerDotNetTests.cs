using Docker.DotNet;
using Docker.DotNet.Models;

namespace NetController.AspNetCore.Kernel.Tests;

/// <summary>A program that manages Docker with the library of .NET, unchanged.</summary>
public sealed class DockerDotNetTests : DaemonTest
{
    [Test]
    public async Task Networks_are_managed_from_creation_to_prune()
    {
        using var configuration = new DockerClientConfiguration(new Uri($"unix://{SocketPath}"));
        using var client = configuration.CreateClient();
        var sandbox = await Controller.CreateSandboxAsync(new SandboxSpec("c1"));

        await client.System.PingAsync();
        var created = await client.Networks.CreateNetworkAsync(new NetworksCreateParameters
        {
            Name = "web",
            Driver = "bridge",
            Labels = new Dictionary<string, string> { ["team"] = "ops" },
            IPAM = new IPAM { Driver = "default", Config = [new IPAMConfig { Subnet = "10.84.0.0/24", Gateway = "10.84.0.1" }] },
        });
        await client.Networks.ConnectNetworkAsync(created.ID, new NetworkConnectParameters
        {
            Container = "c1",
            EndpointConfig = new EndpointSettings { IPAMConfig = new EndpointIPAMConfig { IPv4Address = "10.84.0.7" }, Aliases = ["www"] },
        });
        var listed = await client.Networks.ListNetworksAsync(new NetworksListParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { ["team=ops"] = true } },
        });
        var inspected = await client.Networks.InspectNetworkAsync("web");
        var used = await Assert.ThrowsAsync<DockerApiException>(() => client.Networks.DeleteNetworkAsync("web"));
        await client.Networks.DisconnectNetworkAsync("web", new NetworkDisconnectParameters { Container = "c1", Force = true });
        await client.Networks.DeleteNetworkAsync("web");
        var missing = await Assert.ThrowsAsync<DockerNetworkNotFoundException>(() => client.Networks.InspectNetworkAsync("web"));
        await client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "old" });
        var pruned = await client.Networks.PruneNetworksAsync();
        var version = await client.System.GetVersionAsync();
        var info = await client.System.GetSystemInfoAsync();

        Assert.That(listed.Select(static network => network.Name), Is.EqualTo(new[] { "web" }));
        Assert.That(inspected.ID, Is.EqualTo(created.ID));
        Assert.That(inspected.IPAM.Config.Single().Subnet, Is.EqualTo("10.84.0.0/24"));
        Assert.That(inspected.Containers[sandbox.Id.ToString()].IPv4Address, Is.EqualTo("10.84.0.7/24"));
        Assert.That(used!.StatusCode, Is.EqualTo(System.Net.HttpStatusCode.Forbidden));
        Assert.That(missing!.ResponseBody, Does.Contain("network web not found"));
        Assert.That(pruned.NetworksDeleted, Is.EqualTo(new[] { "old" }));
        Assert.That((version.APIVersion, info.ContainersRunning), Is.EqualTo(("1.50", 1)));
    }

    [Test]
    public async Task Events_reach_a_program_that_watches()
    {
        using var configuration = new DockerClientConfiguration(new Uri($"unix://{SocketPath}"));
        using var client = configuration.CreateClient();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new List<string>();
        var parameters = new ContainerEventsParameters
        {
            Since = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["network"] = new Dictionary<string, bool> { ["web"] = true } },
        };
        var watching = client.System.MonitorEventsAsync(parameters, new Progress(message =>
        {
            seen.Add(message.Action);
            if (message.Action == "destroy")
            {
                end.Cancel();
            }
        }), end.Token);

        await client.Networks.DeleteNetworkAsync((await client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "web" })).ID);

        Assert.That(async () => await watching, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(new[] { "create", "destroy" }));
    }

    [Test]
    public async Task Two_hundred_clients_work_at_once_on_the_kernel()
    {
        using var configuration = new DockerClientConfiguration(new Uri($"unix://{SocketPath}"));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async index =>
        {
            using var client = configuration.CreateClient();
            if (index % 5 > 0)
            {
                await client.Networks.ListNetworksAsync();
                return;
            }

            var created = await client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = $"n{index}" });
            await Controller.CreateSandboxAsync(new SandboxSpec($"c{index}"));
            await client.Networks.ConnectNetworkAsync(created.ID, new NetworkConnectParameters { Container = $"c{index}" });
        }));

        Assert.That(Controller.Endpoints, Has.Length.EqualTo(40));
        Assert.That(await Controller.CheckAsync(), Is.Empty);
        foreach (var sandbox in Controller.Sandboxes)
        {
            await Controller.DeleteSandboxAsync(sandbox);
        }
    }

    /// <summary>Reports on the thread that reads, in order.</summary>
    private sealed class Progress(Action<Message> report) : IProgress<Message>
    {
        public void Report(Message value) => report(value);
    }
}
