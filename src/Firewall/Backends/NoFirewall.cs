using System.Collections.Immutable;

namespace NetController.Firewall.Backends;

/// <summary>
/// No rules at all: the administrator writes them. Whatever is asked of it is in force at once. It looks at nothing and removes nothing: rules that
/// another backend has left are the administrator's now.
/// </summary>
internal sealed class NoFirewall : IFirewall
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken) => new([]);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => new([]);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<string>> RepairAsync(CancellationToken cancellationToken) => new([]);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken) => new([]);

    /// <inheritdoc/>
    public string Render(NetworkId? network = null) => "# firewall 'none': no rules are made\n";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
