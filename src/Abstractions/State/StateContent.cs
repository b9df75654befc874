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
            Networks = Networks.RemoveRange(change.DeletedNetworks).SetItems(change.Networks.Select(static n => KeyValuePair.Create(n.Id, n))),
            Endpoints = Endpoints.RemoveRange(change.DeletedEndpoints).SetItems(change.Endpoints.Select(static e => KeyValuePair.Create(e.Id, e))),
            Sandboxes = Sandboxes.RemoveRange(change.DeletedSandboxes).SetItems(change.Sandboxes.Select(static s => KeyValuePair.Create(s.Id, s))),
            HostChanges = HostChanges.RemoveRange(change.DeletedHostChanges).SetItems(change.HostChanges.Select(static h => KeyValuePair.Create(h.Path, h))),
        };
    }
}
