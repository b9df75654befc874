namespace Macvlan;

/// <summary>The driver <c>macvlan</c>. It is handed to a controller as <c>builder.AddDriver(context => new MacvlanDriver(context))</c>.</summary>
public sealed class MacvlanDriver(DriverContext context) : INetworkDriver
{
    private readonly IpCommand _host = new(context.HostNamespacePath);

    /// <inheritdoc/>
    public DriverKind Kind { get; } = DriverKind.Of<MacvlanOptions>("macvlan", MacvlanOptions.Read, static options => options.Write());

    /// <inheritdoc/>
    public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => new() { NeedsPools = true };

    /// <inheritdoc/>
    public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => new(new MacvlanNetwork(plan, _host));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
