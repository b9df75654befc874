using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.Firewall;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.AspNetCore.Kernel.Tests;

/// <summary>The API as a daemon serves it: on a Unix socket, over a controller that works on the kernel, in a fake host of the test's own.</summary>
public abstract class DaemonTest : KernelTest
{
    private string _folder = string.Empty;
    private WebApplication? _app;

    protected NetworkController Controller { get; private set; } = null!;

    /// <summary>The socket's path.</summary>
    protected string SocketPath => Path.Combine(_folder, "docker.sock");

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("nctest-api-").FullName;
        Controller = await NetworkController.InitializeAsync(new NetworkControllerOptions
        {
            StateDirectory = Path.Combine(_folder, "state"),
            RunDirectory = Path.Combine(_folder, "run"),
            HostNamespacePath = Host.Path,
            Firewall = FirewallBackend.Nftables,
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Controller);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(SocketPath));
        _app = builder.Build();
        _app.MapNetworkControllerApi();
        await _app.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app!.DisposeAsync();
        await Controller.DisposeAsync();
        var namespaces = Path.Combine(_folder, "run", "netns");
        foreach (var file in Directory.Exists(namespaces) ? Directory.GetFiles(namespaces) : [])
        {
            NetworkNamespace.DeleteAt(file);
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs Docker's own client against the socket; the arguments are a piece of shell.</summary>
    private protected DockerResult Docker(string arguments, string prefix = "")
    {
        if (!HostProgram.Exists("docker"))
        {
            Assert.Ignore("Docker's client is not installed: run eng/install-dependencies.sh");
        }

        var (exitCode, output, error) = HostProgram.Try($"DOCKER_CONFIG={_folder} {prefix} docker --host unix://{SocketPath} {arguments}");
        return new DockerResult(exitCode, output, error);
    }

    /// <summary>Runs Docker's client, insists on its success and gives what it printed.</summary>
    protected string DockerOk(string arguments, string prefix = "")
    {
        var result = Docker(arguments, prefix);
        Assert.That(result.ExitCode, Is.Zero, $"docker {arguments}: {result.Error}{result.Output}");
        return result.Output;
    }

    /// <summary>A network as <c>docker network inspect</c> prints it.</summary>
    protected JsonElement Inspect(string network) => Json(DockerOk($"network inspect {network}"))[0];

    /// <summary>Whether the client knows an option: older ones do not know the newer.</summary>
    protected bool ClientKnows(string command, string option) => DockerOk($"{command} --help").Contains(option, StringComparison.Ordinal);

    /// <summary>Lines without the empty ones.</summary>
    protected static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads JSON so that it outlives its document.</summary>
    protected static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

/// <summary>How the client ended and what it printed.</summary>
internal sealed record DockerResult(int ExitCode, string Output, string Error);
