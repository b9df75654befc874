using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Controller.Tests.Fakes;

/// <summary>
/// A backend that changes just what a transaction names: it is told nothing of the kernel it finds, so a controller that relies on the
/// backend to tidy up after a dead process is found out.
/// </summary>
internal sealed class FakeFirewall : IFirewall
{
    public const string Transaction = "firewall transaction";

    private readonly Lock _lock = new();
    private readonly FakeMachine _machine;
    private ImmutableDictionary<NetworkId, NetworkPolicy> _wanted = ImmutableDictionary<NetworkId, NetworkPolicy>.Empty;
    private HostPolicy _host = new();

    public FakeFirewall(FakeMachine machine)
    {
        _machine = machine;
        machine.Opened();
    }

    public string Name => "fake";

    public ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            (_wanted, _host) = (With(_wanted, state), state.Host ?? _host);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        lock (_lock)
        {
            var host = change.Host ?? _host;
            var rules = With(_machine.Rules, change);
            var changed = !Lines(_machine.Rules, _machine.Guard).SetEquals(Lines(rules, host));
            _machine.Effect(Transaction, () => _machine.SetRules(rules, host));
            (_wanted, _host) = (With(_wanted, change), host);
            return changed ? ["fakefw apply"] : [];
        }
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Difference(_wanted, _host));

    public ValueTask<ImmutableArray<string>> RepairAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var changes = Difference(_wanted, _host).Select(static drift => drift.Fix).ToImmutableArray();
            _machine.Effect(Transaction, () => _machine.SetRules(_wanted, _host));
            return ValueTask.FromResult(changes);
        }
    }

    public ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Difference(With(_machine.Rules, change), change.Host ?? _host));

    public string Render(NetworkId? network = null) =>
        string.Join('\n', _wanted.Values.Where(policy => network is null || policy.Network == network).Select(static policy => $"allow {policy.Link}"));

    public ValueTask DisposeAsync()
    {
        _machine.Closed();
        return ValueTask.CompletedTask;
    }

    private ImmutableArray<Drift> Difference(ImmutableDictionary<NetworkId, NetworkPolicy> wanted, HostPolicy host)
    {
        var (expected, actual) = (Lines(wanted, host), Lines(_machine.Rules, _machine.Guard));
        return
        [
            .. expected.Except(actual).Select(static line => new Drift("fakefw", line, null, $"fakefw add {line}")),
            .. actual.Except(expected).Select(static line => new Drift("fakefw", null, line, $"fakefw delete {line}")),
        ];
    }

    private static ImmutableHashSet<string> Lines(ImmutableDictionary<NetworkId, NetworkPolicy> rules, HostPolicy host) =>
        [.. rules.Values.Select(static policy => policy.ToString()), host.ToString()];

    private static ImmutableDictionary<NetworkId, NetworkPolicy> With(ImmutableDictionary<NetworkId, NetworkPolicy> rules, FirewallChange change) =>
        rules.RemoveRange(change.Remove).SetItems(change.Set.Select(static policy => KeyValuePair.Create(policy.Network, policy)));
}
