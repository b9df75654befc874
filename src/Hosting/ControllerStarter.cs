using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NetController.Firewall;
using NetController.Hosting.Configuration;
using NetController.State;

namespace NetController.Hosting;

/// <summary>Starts a controller with options; exchanged by tests that need no kernel.</summary>
internal interface IControllerStarter
{
    ValueTask<NetworkController> StartAsync(NetworkControllerOptions options, CancellationToken cancellationToken);
}

/// <summary>Starts the controller of a host from what is configured and registered there.</summary>
internal sealed class ControllerStarter(IServiceProvider services, IOptions<NetworkControllerHostOptions> options, IControllerStarter starter)
{
    /// <summary>Reads the options, asks for the active sandboxes, and starts. Where nobody knows them, those count that are present.</summary>
    public async ValueTask<NetworkController> StartAsync(CancellationToken cancellationToken)
    {
        // They were validated when they were bound.
        var read = HostOptionsReader.Read(options.Value, out _);
        var sources = services.GetServices<IActiveSandboxSource>().ToImmutableArray();
        read = read with { KeepPresentSandboxes = options.Value.KeepPresentSandboxes ?? (read.ActiveSandboxes.IsEmpty && sources.IsEmpty) };
        read = services.GetServices<OptionsChange>().Aggregate(read, (read, change) => change.Apply(services, read));
        var active = read.ActiveSandboxes.ToBuilder();
        foreach (var source in sources)
        {
            active.AddRange(await source.FindAsync(cancellationToken).ConfigureAwait(false));
        }

        return await starter.StartAsync(read with { ActiveSandboxes = [.. active.Distinct()] }, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Composes the built-in parts with what the host registered in their place or beside them.</summary>
internal sealed class BuilderStarter(IServiceProvider services) : IControllerStarter
{
    public ValueTask<NetworkController> StartAsync(NetworkControllerOptions options, CancellationToken cancellationToken)
    {
        var builder = new NetworkControllerBuilder(options);
        Use<ILoggerFactory>(loggers => builder.UseLoggerFactory(loggers));
        Use<TimeProvider>(time => builder.UseTimeProvider(time));
        Use<RandomSource>(random => builder.UseRandomSource(random));
        Use<IMeterFactory>(meters => builder.UseMeterFactory(meters));
        Use<IStepObserver>(observer => builder.UseStepObserver(observer));
        Use<StateStoreFactory>(store => builder.UseStore(store));
        Use<FirewallFactory>(firewall => builder.UseFirewall(firewall));
        foreach (var driver in services.GetServices<DriverRegistration>())
        {
            builder.AddDriver(context => driver.Create(services, context));
        }

        foreach (var ipam in services.GetServices<IpamRegistration>())
        {
            builder.AddIpamDriver(context => ipam.Create(services, context));
        }

        return builder.InitializeAsync(cancellationToken);
    }

    private void Use<T>(Action<T> use)
        where T : class
    {
        if (services.GetService<T>() is { } part)
        {
            use(part);
        }
    }
}
