using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.AspNetCore;
using NetController.Firewall;

namespace NetController.Netctl.Kernel.Tests.Daemon;

/// <summary>A daemon in the test's own process: a controller that works on a fake host, and the API on the socket that netctl looks for.</summary>
internal sealed class DaemonOfTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DaemonOfTest(WebApplication app, NetworkController controller, string socket) => (_app, Controller, Socket) = (app, controller, socket);

    public NetworkController Controller { get; }

    public string Socket { get; }

    public static async Task<DaemonOfTest> StartAsync(string root, string namespacePath, Func<NetworkControllerOptions, NetworkControllerOptions>? change = null)
    {
        var run = Path.Combine(root, "run");
        var options = new NetworkControllerOptions
        {
            StateDirectory = root,
            RunDirectory = run,
            HostNamespacePath = namespacePath,
            Firewall = FirewallBackend.Nftables,
        };
        var controller = await NetworkController.InitializeAsync(change is null ? options : change(options));
        Directory.CreateDirectory(run);
        var socket = Path.Combine(run, "netctl.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(controller);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        var app = builder.Build();
        app.MapNetworkControllerApi();
        await app.StartAsync();
        return new DaemonOfTest(app, controller, socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Controller.DisposeAsync();
    }
}
