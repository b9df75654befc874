using System.Collections.Immutable;

namespace NetController.Firewall;

/// <summary>
/// Keeps the kernel's rules equal to what the policies given so far mean. Policy in, the difference out: in one atomic transaction on nf_tables,
/// in one a table of each family on iptables. Foreign rules and chains are never changed.
/// </summary>
/// <remarks>Implementations are safe to call from several threads; transactions run one after another.</remarks>
public interface IFirewall : IAsyncDisposable
{
    /// <summary>The backend's name: <c>iptables</c>, <c>nftables</c>, <c>none</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it keeps packets for the host's loopback addresses that come in by a network's link from being taken in. Only then may a driver
    /// have its link route them (<c>route_localnet</c>), as a port published on 127.0.0.1 needs. Default false.
    /// </summary>
    bool GuardsLoopback => false;

    /// <summary>Takes the policies that are in force without looking at the kernel: what a controller knows when it opens its state as it is.</summary>
    /// <exception cref="InvalidRequestException">A policy contradicts itself or another, just as <see cref="ApplyAsync"/> would say; nothing is taken.</exception>
    ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a change in force: all of it is when the call returns. Where a later part fails, the earlier ones are undone; on nf_tables there is
    /// only one.
    /// </summary>
    /// <returns>The rules changed, as <c>iptables</c> or <c>nft</c> commands; empty where the kernel already held them.</returns>
    /// <exception cref="ResourceUnavailableException">The backend's program is missing, or another program holds its lock.</exception>
    /// <exception cref="OperationFailedException">
    /// The backend refused the rules; <see cref="NetControllerException.RollbackFailures"/> names what could not be undone.
    /// </exception>
    ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken);

    /// <summary>Compares the kernel with the policies in force; has no effect.</summary>
    ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Looks at the kernel afresh and cures what <see cref="CheckAsync"/> would report.</summary>
    /// <returns>The rules changed, as <c>iptables</c> or <c>nft</c> commands.</returns>
    ValueTask<ImmutableArray<string>> RepairAsync(CancellationToken cancellationToken);

    /// <summary>What <paramref name="change"/> would change in the kernel; has no effect.</summary>
    ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken);

    /// <summary>The ruleset that the policies in force mean, as the backend's own language prints it.</summary>
    /// <param name="network">Only this network's part; null for everything.</param>
    string Render(NetworkId? network = null);
}
