using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall.NfTables;
using NetController.Firewall.Policies;
using NetController.Netlink;

namespace NetController.Firewall.Backends;

/// <summary>
/// Applies policies over netlink as the table <c>inet netctl</c>, whose chains and rules never change: networks, endpoints and ports are
/// elements of its sets. One transaction an operation with the difference, no process, and a cost that does not depend on what else is there.
/// </summary>
internal sealed class NftablesFirewall : IFirewall
{
    private const int Attempts = 5;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly TableBook _book = new();

    // The book changes under the gate, which waits asynchronously; whoever prints it does not.
    private readonly Lock _entering = new();
    private readonly NftablesKernel _kernel;
    private readonly string _owner;
    private readonly ILogger _logger;
    private readonly LeftoverRemoval _leftovers;

    // Whether the kernel holds what the book says, as far as we know.
    private bool _isInForce;

    /// <summary>Makes the backend; nothing is looked at yet.</summary>
    /// <param name="context">The instance it serves, its log, and the namespace it works in.</param>
    /// <param name="leftovers">What the other backend may have left; null where its program is not installed.</param>
    /// <param name="options">Options of the connection to the kernel; null for the defaults.</param>
    public NftablesFirewall(FirewallContext context, IptablesLeftovers? leftovers, NetlinkSocketOptions? options = null)
    {
        _logger = context.LoggerFactory.CreateLogger("NetController.Firewall");
        _kernel = new NftablesKernel(context.HostNamespacePath, _logger, options);
        _owner = new OwnerTag(context.Instance.Short, "host", "table").ToString();
        _leftovers = new LeftoverRemoval(leftovers is null ? null : () => leftovers.RemoveAsync(CancellationToken.None), Name, _logger);
    }

    /// <inheritdoc/>
    public string Name => "nftables";

    /// <inheritdoc/>
    public bool GuardsLoopback => true;

    /// <inheritdoc/>
    public async ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken)
    {
        PolicyRules.RequireNetworks(state);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Enter(_book.Prepare(state));
            _isInForce = false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        PolicyRules.RequireNetworks(change);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var prepared = _book.Prepare(change);
            var edits = Attempt("apply firewall rules", () => BringTo(prepared));
            Enter(prepared);
            return [.. change.TellsCommands ? Commands(edits) : [], .. await _leftovers.RunAsync().ConfigureAwait(false)];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => PlanAsync(new FirewallChange(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<string>> RepairAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _isInForce = false;
            var edits = Attempt("repair firewall rules", () => BringTo(_book.Prepare(new FirewallChange())));
            return [.. Commands(edits), .. await _leftovers.RunAsync().ConfigureAwait(false)];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        PolicyRules.RequireNetworks(change);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var prepared = _book.Prepare(change);
            return Attempt("check firewall rules", () => new DriftOfTable(Compare(prepared, out _), _book).All());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public string Render(NetworkId? network = null)
    {
        lock (_entering)
        {
            return network is { } one
                ? TableText.PrintElements(_book.Elements, claim => claim.Network == one)
                : TableText.Print(_book.IsEmpty ? null : _book.Host, _book.Elements, _owner);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _kernel.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Commands(List<TableEdit> edits) => edits.Select(static edit => edit.Command);

    private void Enter(BookChange change)
    {
        lock (_entering)
        {
            _book.Enter(change);
        }
    }

    private List<TableEdit> BringTo(BookChange change)
    {
        // The first network makes the table and the last takes it away: both want to know what the administrator has put there.
        if (!_isInForce || _book.IsEmpty != change.IsEmpty)
        {
            return LookAndBringTo(change);
        }

        var edits = ChangeEdits.Of(change, _book.Host);
        try
        {
            return Commit(edits, generation: null);
        }
        catch (NetlinkException stale) when (NftablesError.IsOfAnotherState(stale))
        {
            FirewallLog.Retrying(_logger, "nf_tables", stale.Message);
            return LookAndBringTo(change);
        }
    }

    private List<TableEdit> LookAndBringTo(BookChange change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var edits = Compare(change, out var generation).Edits();
            try
            {
                return Commit(edits, generation);
            }
            catch (NetlinkException restart) when (restart.Errno is Errno.ERESTART && attempt < Attempts)
            {
                FirewallLog.Retrying(_logger, "nf_tables", restart.Message);
            }
        }
    }

    private TableDifference Compare(BookChange change, out uint generation)
    {
        (var table, generation) = _kernel.Read();
        return TableDifference.Of(change.IsEmpty ? null : change.Host, _book.ElementsAfter(change), table, _owner);
    }

    private List<TableEdit> Commit(List<TableEdit> edits, uint? generation)
    {
        // Until the kernel has said that it agrees, what it holds is not known.
        _isInForce = false;
        if (edits.Count > 0)
        {
            _kernel.Commit(edits, generation);
        }

        _isInForce = true;
        return edits;
    }

    private T Attempt<T>(string operation, Func<T> work)
    {
        try
        {
            NftablesError.RequireKernel(Environment.OSVersion.Version);
            return work();
        }
        catch (NetlinkProtocolException nonsense)
        {
            _kernel.Close();
            throw NftablesError.Of(operation, nonsense);
        }
        catch (Exception refused) when (refused is IOException or NetworkNamespaceException)
        {
            throw NftablesError.Of(operation, refused);
        }
    }
}
