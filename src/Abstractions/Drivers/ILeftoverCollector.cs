using System.Collections.Immutable;

namespace NetController.Drivers;

/// <summary>The power to find kernel objects that carry our tag and belong to no network; optional for a driver.</summary>
public interface ILeftoverCollector
{
    /// <summary>Lists leftovers of this instance, such as <c>link nc-0123456789ab</c>. Changes nothing.</summary>
    /// <param name="known">The networks that have a record.</param>
    ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> known);

    /// <summary>The same with the endpoints that have a record; the objects of others are leftovers too.</summary>
    /// <param name="networks">The networks that have a record.</param>
    /// <param name="endpoints">The endpoints that have a record.</param>
    ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> networks, IReadOnlySet<EndpointId> endpoints) => FindLeftovers(networks);

    /// <summary>Removes leftovers; absent is done.</summary>
    ValueTask RemoveAsync(ImmutableArray<Leftover> leftovers, Teardown teardown);
}

/// <summary>A kernel object that carries our tag and belongs to nothing.</summary>
/// <param name="Resource">The object, such as <c>link nc-0123456789ab</c>.</param>
/// <param name="Tag">The mark it carries.</param>
/// <param name="Fix">The command that removes it.</param>
public sealed record Leftover(string Resource, OwnerTag Tag, string Fix);
