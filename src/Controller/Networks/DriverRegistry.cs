using System.Collections.Immutable;
using NetController.Drivers;

namespace NetController.Networks;

/// <summary>The drivers by name and by the type of their options.</summary>
internal sealed class DriverRegistry : IAsyncDisposable
{
    private readonly List<INetworkDriver> _owned = [];
    private readonly Dictionary<string, INetworkDriver> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, INetworkDriver> _byOptions = [];

    /// <summary>The drivers' names, sorted.</summary>
    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Every driver.</summary>
    public IReadOnlyCollection<INetworkDriver> All => _byName.Values;

    /// <summary>Adds a driver; its name and its options type must be new. The registry disposes of it even where it refuses it.</summary>
    public void Add(INetworkDriver driver)
    {
        _owned.Add(driver);
        if (_byOptions.ContainsKey(driver.Kind.OptionsType) || !_byName.TryAdd(driver.Kind.Name, driver))
        {
            throw new InvalidRequestException(
                $"driver '{driver.Kind.Name}'", $"another driver has that name or takes {driver.Kind.OptionsType.Name}", "register each driver once");
        }

        _byOptions.Add(driver.Kind.OptionsType, driver);
    }

    /// <summary>The driver of that name.</summary>
    public INetworkDriver Get(string name) => _byName.TryGetValue(name, out var driver)
        ? driver
        : throw new ObjectNotFoundException("network driver", name, $"choose one of: {string.Join(", ", Names)}");

    /// <summary>The driver that takes options of that type.</summary>
    public INetworkDriver For(NetworkOptions options) =>
        _byOptions.TryGetValue(options.GetType(), out var driver)
        ? driver
        : throw new ObjectNotFoundException("network driver for", options.GetType().Name, $"the registered drivers are: {string.Join(", ", Names)}");

    /// <summary>The driver that provides the default bridge.</summary>
    public IDefaultNetworkDriver DefaultBridge() => _byName.Values.OfType<IDefaultNetworkDriver>().FirstOrDefault()
        ?? throw new ObjectNotFoundException("network driver", PredefinedNetworks.Bridge, "register a driver that provides the default bridge, or switch it off");

    /// <summary>Closes every driver, whatever one of them throws.</summary>
    /// <exception cref="OperationFailedException">Some could not be closed; it lists all failures.</exception>
    public async ValueTask DisposeAsync()
    {
        var failures = ImmutableArray.CreateBuilder<Exception>();
        foreach (var driver in _owned)
        {
            try
            {
                await driver.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new OperationFailedException("close the drivers", failures.ToImmutable(), string.Empty);
        }
    }
}
