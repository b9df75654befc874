using System.Collections.Immutable;
using NetController.Firewall.Iptables;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Backends;

/// <summary>
/// Applies policies through <c>iptables-restore --noflush</c> and <c>ip6tables-restore --noflush</c>: one process a family and operation,
/// however much changes, and none where the kernel is known to hold the rules already.
/// </summary>
internal sealed class IptablesFirewall : IFirewall
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly OperationContext _operation;
    private readonly ImmutableArray<IptablesFamily> _families;
    private readonly LeftoverRemoval _leftovers;
    private volatile PolicyBook _book = PolicyBook.Empty;

    /// <summary>Makes the backend; nothing is looked at yet.</summary>
    /// <param name="context">The instance it serves, its log, and the namespace it works in.</param>
    /// <param name="programs">The programs of iptables.</param>
    /// <param name="launcher">Starts them.</param>
    /// <param name="removeLeftovers">Removes what the other backend may have left and says what it changed; null for nothing.</param>
    public IptablesFirewall(FirewallContext context, IptablesPrograms programs, IProcessLauncher launcher, Func<ImmutableArray<string>>? removeLeftovers = null)
    {
        var logger = context.LoggerFactory.CreateLogger("NetController.Firewall");
        _leftovers = new LeftoverRemoval(removeLeftovers is null ? null : () => ValueTask.FromResult(removeLeftovers()), Name, logger);
        _operation = new OperationContext(logger);
        _families = IptablesFamily.Both(context, programs, launcher, logger);
    }

    /// <inheritdoc/>
    public string Name => "iptables";

    /// <inheritdoc/>
    public bool GuardsLoopback => true;

    /// <inheritdoc/>
    public async ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _book = Next(state);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var next = Next(change);
            var changes = await BringToAsync("apply firewall rules", next, cancellationToken).ConfigureAwait(false);
            _book = next;
            return [.. changes, .. await _leftovers.RunAsync().ConfigureAwait(false)];
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
            ForgetAll();
            var changes = await BringToAsync("repair firewall rules", _book, cancellationToken).ConfigureAwait(false);
            return [.. changes, .. await _leftovers.RunAsync().ConfigureAwait(false)];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var book = Next(change);
            ForgetAll();
            var (rulesets, observed) = await ObserveAsync(book, cancellationToken).ConfigureAwait(false);
            return [.. rulesets.Zip(observed).SelectMany(pair => DriftText.Describe(RulesetDifference.Compute(pair.First, pair.Second), _book, book))];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public string Render(NetworkId? network = null) => string.Concat(Rulesets(_book).Select(ruleset => RulesetText.Print(ruleset, network)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private PolicyBook Next(FirewallChange change)
    {
        var next = _book.With(change);
        PolicyRules.Require(change, next);
        return next;
    }

    private void ForgetAll()
    {
        foreach (var family in _families)
        {
            family.Forget();
        }
    }

    private ImmutableArray<IptablesRuleset> Rulesets(PolicyBook book) =>
        [.. _families.Select(family => family.RulesetOf(book))];

    // Both families are looked at side by side: each look is a process.
    private async ValueTask<(ImmutableArray<IptablesRuleset> Rulesets, ObservedRuleset[] Observed)> ObserveAsync(PolicyBook book, CancellationToken cancellationToken)
    {
        var rulesets = Rulesets(book);
        var looks = _families.Select((family, i) => family.ObserveAsync(!rulesets[i].IsEmpty, cancellationToken).AsTask());
        return (rulesets, await Task.WhenAll(looks).ConfigureAwait(false));
    }

    private async ValueTask<ImmutableArray<string>> BringToAsync(string operation, PolicyBook book, CancellationToken cancellationToken)
    {
        var (rulesets, before) = await ObserveAsync(book, cancellationToken).ConfigureAwait(false);
        return await UndoLog.RunAsync(operation, _operation, ApplyAllAsync, cancellationToken).ConfigureAwait(false);

        async ValueTask<ImmutableArray<string>> ApplyAllAsync(UndoLog undo)
        {
            var changes = ImmutableArray.CreateBuilder<string>();
            for (var i = 0; i < _families.Length; i++)
            {
                // Pushed before the effect: each table is a transaction of its own, so a family that fails can be half done.
                var (family, earlier) = (_families[i], before[i]);
                undo.Push($"restore the {family.Family} rules", (family, earlier), static state => RollBackAsync(state.family, state.earlier));
                changes.AddRange(await family.BringToAsync(rulesets[i], undo.Cancellation).ConfigureAwait(false));
            }

            return changes.ToImmutable();
        }
    }

    private static async ValueTask RollBackAsync(IptablesFamily family, ObservedRuleset earlier) =>
        await family.BringToAsync(earlier.OurPart(family.Family), CancellationToken.None).ConfigureAwait(false);
}
