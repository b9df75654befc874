using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetController.Controller.Tests;

namespace NetController.Hosting.Tests;

/// <summary>A generic host whose controller runs on a fake machine, by the machine's clock.</summary>
internal static class TestHost
{
    public static HostApplicationBuilder Create(Testbed bed)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IControllerStarter>(new TestbedStarter(bed));
        builder.Services.AddSingleton<TimeProvider>(bed.Time);
        builder.Services.AddNetworkController(static options => (options.StateDirectory, options.RunDirectory) = ("/fake/state", "/fake/run"));
        return builder;
    }

    public static INetworkControllerAccessor Accessor(this IHost host) => host.Services.GetRequiredService<INetworkControllerAccessor>();

    /// <summary>Waits for what runs beside the test, for at most ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.That(waited, Is.LessThan(1000), "it did not come true in time");
            await Task.Delay(10);
        }
    }

    private sealed class TestbedStarter(Testbed bed) : IControllerStarter
    {
        public ValueTask<NetworkController> StartAsync(NetworkControllerOptions options, CancellationToken cancellationToken)
        {
            bed.Options = options;
            return bed.InitializeAsync(cancellationToken);
        }
    }
}
