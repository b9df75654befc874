using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>Finds and removes bridges that carry this instance's tag and belong to no network.</summary>
internal static class LeftoverLinks
{
    public static ImmutableArray<Leftover> Find(HostKernel kernel, InstanceId instance, IReadOnlySet<NetworkId> known, DefaultLinks defaultLinks) =>
    [
        .. from link in kernel.TaggedBridges()
           where link.Tag.IsOf(instance) && link.Tag.Kind == OwnerTag.NetworkKind && !defaultLinks.Contains(link.Name)
           where !NetworkId.TryParse(link.Tag.Id, out var network) || !known.Contains(network)
           select new Leftover($"link {link.Name}", link.Tag, $"ip link delete dev {link.Name}"),
    ];

    /// <summary>Several links go in one request: one by one, each would wait tens of milliseconds for the kernel.</summary>
    public static ValueTask RemoveAsync(HostKernel kernel, ImmutableArray<Leftover> leftovers, Teardown teardown) => leftovers.IsEmpty
        ? ValueTask.CompletedTask
        : teardown.StepAsync($"delete {string.Join(", ", leftovers.Select(static leftover => leftover.Resource))}", (kernel, leftovers), static state =>
        {
            var tags = state.leftovers.Select(static leftover => leftover.Tag).ToHashSet();
            state.kernel.DeleteLinks([.. state.kernel.TaggedBridges().Where(link => tags.Contains(link.Tag)).Select(static link => link.Index)]);
            return ValueTask.CompletedTask;
        });
}
