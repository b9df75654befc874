using System.Collections.Immutable;

namespace NetController.Firewall.Policies;

/// <summary>The policies in force: what every backend keeps, whatever its language. Immutable; a change makes a new book.</summary>
internal sealed class PolicyBook
{
    private readonly ImmutableSortedDictionary<ObjectId, NetworkPolicy> _networks;

    private PolicyBook(ImmutableSortedDictionary<ObjectId, NetworkPolicy> networks, HostPolicy host) =>
        (_networks, Networks, Host) = (networks, [.. networks.Values], host);

    /// <summary>No network, no guard.</summary>
    public static PolicyBook Empty { get; } = new(ImmutableSortedDictionary<ObjectId, NetworkPolicy>.Empty, new HostPolicy());

    /// <summary>What serves all networks.</summary>
    public HostPolicy Host { get; }

    /// <summary>Each network's policy, ordered by id, so that the same policies always mean the same text.</summary>
    public ImmutableArray<NetworkPolicy> Networks { get; }

    /// <summary>The book after <paramref name="change"/>: removals first, so that a network both removed and set is set.</summary>
    public PolicyBook With(FirewallChange change)
    {
        var networks = _networks.RemoveRange(change.Remove.Select(static network => network.Value));
        networks = networks.SetItems(change.Set.Select(static policy => KeyValuePair.Create(policy.Network.Value, policy)));
        return new PolicyBook(networks, change.Host ?? Host);
    }
}
