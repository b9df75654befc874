using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Diagnostics;
using NetController.Drivers;
using NetController.Events;
using NetController.Firewall;
using NetController.Host;
using NetController.Ipam;
using NetController.Networks;
using NetController.Sandboxes;
using NetController.State;

namespace NetController.Start;

/// <summary>Opens the store and makes the parts; a failure closes what was opened before it.</summary>
internal static class ServicesFactory
{
    public static async ValueTask<ControllerServices> OpenAsync(
        NetworkControllerOptions options, NetworkControllerParts parts, bool createStore, ReportBuilder report, CancellationToken cancellationToken)
    {
        var opened = new Stack<IAsyncDisposable>();
        try
        {
            // The host first: without privileges nothing is made, not even the state directory.
            var host = parts.OpenHost(options);
            opened.Push(new Closing(host));
            var store = await report.StepAsync("open the store", () => parts.Store(ToStoreContext(options, parts, createStore), cancellationToken))
                .ConfigureAwait(false);
            opened.Push(store);
            return await report.StepAsync("register drivers and IPAM", () => ValueTask.FromResult(Compose(options, parts, report.Diagnostics, host, store, opened)))
                .ConfigureAwait(false);
        }
        catch
        {
            var logger = parts.LoggerFactory.CreateLogger<NetworkController>();
            while (opened.TryPop(out var part))
            {
                await CloseAsync(part, logger).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Closes what a start that failed has opened. What goes wrong with it is logged: it must not hide why the start failed.</summary>
    public static async ValueTask CloseAsync(IAsyncDisposable part, ILogger logger)
    {
        try
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            ControllerLog.ActFailed(logger, "close what the failed start had opened", failure.Message);
        }
    }

    private static StateStoreContext ToStoreContext(NetworkControllerOptions options, NetworkControllerParts parts, bool createStore) =>
        new(options.StateDirectory, parts.LoggerFactory) { CreateIfMissing = createStore, Random = parts.Random, Time = parts.Time };

    private static ControllerServices Compose(
        NetworkControllerOptions options,
        NetworkControllerParts parts,
        ControllerDiagnostics diagnostics,
        IHost host,
        IStateStore store,
        Stack<IAsyncDisposable> opened)
    {
        var logger = parts.LoggerFactory.CreateLogger<NetworkController>();
        var instance = store.Content.Instance;
        var firewall = parts.Firewall(new FirewallContext(instance, parts.LoggerFactory) { HostNamespacePath = options.HostNamespacePath });
        opened.Push(firewall);
        var events = new EventJournal(options.EventJournalLength, parts.Time, parts.Random);
        var settings = new HostSettings(store, host, parts.Time, events, logger);
        var context = new DriverContext(instance, settings)
        {
            HostNamespacePath = options.HostNamespacePath,
            FirewallGuardsLoopback = firewall.GuardsLoopback,
            LoggerFactory = parts.LoggerFactory,
            Random = parts.Random,
        };
        var drivers = new DriverRegistry();
        opened.Push(drivers);
        foreach (var factory in parts.Drivers)
        {
            drivers.Add(factory(context));
        }

        return new ControllerServices
        {
            Options = options,
            ReservedSubnets = options.ReservedSubnets,
            Parts = parts,
            Store = store,
            Firewall = firewall,
            Drivers = drivers,
            IpamDrivers = CreateIpamDrivers(parts, instance),
            Host = host,
            HostSettings = settings,
            Namespaces = parts.Namespaces,
            Interiors = new InteriorCache(parts.Namespaces),
            PortSockets = parts.OpenPortSockets(options),
            Files = parts.Files,
            Traces = new Traces(parts.Namespaces, parts.OpenFlows(options), parts.Time, diagnostics, logger),
            Events = events,
            Logger = logger,
            Diagnostics = diagnostics,
        };
    }

    private static ImmutableDictionary<string, IIpamDriver> CreateIpamDrivers(NetworkControllerParts parts, InstanceId instance)
    {
        var drivers = ImmutableDictionary.CreateBuilder<string, IIpamDriver>(StringComparer.Ordinal);
        foreach (var driver in parts.IpamDrivers.Select(factory => factory(new IpamContext(instance, parts.Time))))
        {
            if (!drivers.TryAdd(driver.Name, driver))
            {
                throw new InvalidRequestException($"IPAM driver '{driver.Name}'", "another IPAM driver has that name", "register each driver once");
            }
        }

        return drivers.ToImmutable();
    }

    private sealed class Closing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
