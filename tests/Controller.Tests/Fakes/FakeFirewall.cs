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

    /// <summary>Taking policies as being in force.</summary>
    public const string Adoption = "firewall adoption";

    private readonly Lock _lock = new();
    private readonly FakeMachine _machine;
    private ImmutableDictionary<NetworkId, NetworkPolicy> _wanted = ImmutableDictionary<NetworkId, NetworkPolicy>.Empty;
    private ImmutableDictionary<EndpointId, EndpointPolicy> _endpoints = ImmutableDictionary<EndpointId, EndpointPolicy>.Empty;
    private HostPolicy _host = new();

    public FakeFirewall(FakeMachine machine)
    {
        _machine = machine;
        machine.Opened();
    }

    public string Name => "fake";

    public ValueTask AdoptAsync(FirewallChange state, CancellationToken cancellationToken)
    {
        _machine.Asked?.Invoke(Adoption);
        Require(state);
        lock (_lock)
        {
            (_wanted, _endpoints, _host) = (With(_wanted, state), With(_endpoints, state), state.Host ?? _host);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        Require(change);
        lock (_lock)
        {
            var host = change.Host ?? _host;
            var rules = With(_machine.Rules, change);
            var endpoints = With(_machine.EndpointRules, change);
            var changed = !Lines(_machine.Rules, _machine.EndpointRules, _machine.Guard).SetEquals(Lines(rules, endpoints, host));
            _machine.Effect(Transaction, () => _machine.SetRules(rules, endpoints, host));
            (_wanted, _endpoints, _host) = (With(_wanted, change), With(_endpoints, change), host);
            return changed ? ["fakefw apply"] : [];
        }
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Difference(_wanted, _endpoints, _host));

    public ValueTask<ImmutableArray<string>> RepairAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var changes = Difference(_wanted, _endpoints, _host).Select(static drift => drift.Fix).ToImmutableArray();
            _machine.Effect(Transaction, () => _machine.SetRules(_wanted, _endpoints, _host));
            return ValueTask.FromResult(changes);
        }
    }

    public ValueTask<ImmutableArray<Drift>> PlanAsync(FirewallChange change, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Difference(With(_machine.Rules, change), With(_machine.EndpointRules, change), change.Host ?? _host));

    public string Render(NetworkId? network = null) =>
        string.Join('\n', _wanted.Values.Where(policy => network is null || policy.Network == network).Select(static policy => $"allow {policy.Link}"));

    public ValueTask DisposeAsync()
    {
        _machine.Closed();
        return ValueTask.CompletedTask;
    }

    private void Require(FirewallChange change)
    {
        if (_machine.Contradicts?.Invoke(change) == true)
        {
            throw new InvalidRequestException("firewall policy", "it contradicts another", "correct it");
        }
    }

    private ImmutableArray<Drift> Difference(
        ImmutableDictionary<NetworkId, NetworkPolicy> wanted, ImmutableDictionary<EndpointId, EndpointPolicy> endpoints, HostPolicy host)
    {
        var (expected, actual) = (Lines(wanted, endpoints, host), Lines(_machine.Rules, _machine.EndpointRules, _machine.Guard));
        return
        [
            .. expected.Except(actual).Select(static line => new Drift("fakefw", line, null, $"fakefw add {line}")),
            .. actual.Except(expected).Select(static line => new Drift("fakefw", null, line, $"fakefw delete {line}")),
        ];
    }

    private static ImmutableHashSet<string> Lines(
        ImmutableDictionary<NetworkId, NetworkPolicy> rules, ImmutableDictionary<EndpointId, EndpointPolicy> endpoints, HostPolicy host) =>
        [.. rules.Values.Select(static policy => policy.ToString()), .. endpoints.Values.Select(static policy => policy.ToString()), host.ToString()];

    /// <summary>The rules of a network's endpoints go with its own.</summary>
    private static ImmutableDictionary<EndpointId, EndpointPolicy> With(ImmutableDictionary<EndpointId, EndpointPolicy> rules, FirewallChange change) =>
        rules.RemoveRange(change.RemoveEndpoints)
            .RemoveRange(rules.Values.Where(policy => change.Remove.Contains(policy.Network)).Select(static policy => policy.Endpoint))
            .SetItems(change.SetEndpoints.Select(static policy => KeyValuePair.Create(policy.Endpoint, policy)));

    private static ImmutableDictionary<NetworkId, NetworkPolicy> With(ImmutableDictionary<NetworkId, NetworkPolicy> rules, FirewallChange change) =>
        rules.RemoveRange(change.Remove).SetItems(change.Set.Select(static policy => KeyValuePair.Create(policy.Network, policy)));
}
