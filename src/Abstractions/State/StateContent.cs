using System.Collections.Immutable;

namespace NetController.State;

/// <summary>Everything a store holds at one moment. Immutable, so that readers never wait for a writer.</summary>
/// <param name="Instance">The identity of the state directory.</param>
public sealed record StateContent(InstanceId Instance)
{
    /// <summary>The networks by id.</summary>
    public ImmutableDictionary<NetworkId, StoredNetwork> Networks { get; init; } = ImmutableDictionary<NetworkId, StoredNetwork>.Empty;

    /// <summary>The endpoints by id.</summary>
    public ImmutableDictionary<EndpointId, StoredEndpoint> Endpoints { get; init; } = ImmutableDictionary<EndpointId, StoredEndpoint>.Empty;

    /// <summary>The sandboxes by id.</summary>
    public ImmutableDictionary<SandboxId, StoredSandbox> Sandboxes { get; init; } = ImmutableDictionary<SandboxId, StoredSandbox>.Empty;

    /// <summary>The host changes by sysctl path.</summary>
    public ImmutableDictionary<string, StoredHostChange> HostChanges { get; init; } =
        ImmutableDictionary.Create<string, StoredHostChange>(StringComparer.Ordinal);

    /// <summary>The content after <paramref name="change"/>.</summary>
    public StateContent Apply(StateChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with
        {
            Networks = After(Networks, change.DeletedNetworks, change.Networks, static network => network.Id),
            Endpoints = After(Endpoints, change.DeletedEndpoints, change.Endpoints, static endpoint => endpoint.Id),
            Sandboxes = After(Sandboxes, change.DeletedSandboxes, change.Sandboxes, static sandbox => sandbox.Id),
            HostChanges = After(HostChanges, change.DeletedHostChanges, change.HostChanges, static entry => entry.Path),
        };
    }

    /// <summary>Most changes concern one record of one kind, and the others stay as they are.</summary>
    private static ImmutableDictionary<TKey, T> After<TKey, T>(ImmutableDictionary<TKey, T> before, ImmutableArray<TKey> deleted, ImmutableArray<T> set, Func<T, TKey> key)
        where TKey : notnull
    {
        var kept = deleted.IsEmpty ? before : before.RemoveRange(deleted);
        return set switch
        {
            [] => kept,
            [var only] => kept.SetItem(key(only), only),
            _ => kept.SetItems(set.Select(item => KeyValuePair.Create(key(item), item))),
        };
    }
}
