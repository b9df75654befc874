using System.Collections.Immutable;

namespace NetController.Drivers.Host;

/// <summary>The driver of the network <c>host</c>, whose sandboxes share the host's stack: no subnets, nothing in the kernel, one network and no more.</summary>
/// <remarks>Safe to use from several threads: it holds no state.</remarks>
public sealed class HostDriver : INetworkDriver
{
    /// <summary>The driver's name, <c>host</c>, and its options: it takes none.</summary>
    public static DriverKind DriverKind { get; } = DriverKind.Of<HostNetworkOptions>("host", ReadOptions, static _ => default);

    /// <inheritdoc/>
    public DriverKind Kind => DriverKind;

    /// <summary>Makes the driver: a <see cref="NetworkDriverFactory"/>.</summary>
    public static INetworkDriver Create(DriverContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new HostDriver();
    }

    /// <inheritdoc/>
    public NetworkRequirements Validate(NetworkId network, NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var problems = ImmutableArray.CreateBuilder<string>();
        if (spec.Subnets.Count > 0)
        {
            problems.Add("it uses the host's own addresses, so it takes no subnets");
        }

        if (spec.EnableIPv6)
        {
            problems.Add("it has whatever families the host has, so IPv6 cannot be enabled");
        }

        if (spec.Internal)
        {
            problems.Add("it is the host's own network, so it cannot be internal");
        }

        return problems.Count == 0
            ? new NetworkRequirements { SingleInstance = true }
            : throw new InvalidRequestException($"network '{spec.Name}'", problems.ToImmutable(), "leave these options out, or choose the bridge driver");
    }

    /// <inheritdoc/>
    public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IDriverNetwork>(new HostNetwork());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HostNetworkOptions ReadOptions(IReadOnlyDictionary<string, string> options) => options.Count == 0
        ? new HostNetworkOptions()
        : throw new InvalidRequestException(
            "network of driver 'host'",
            [.. options.Keys.Order(StringComparer.Ordinal).Select(static key => $"'{key}' is unknown: the driver takes no options")],
            "leave the options out");
}
