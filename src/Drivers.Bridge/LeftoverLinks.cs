using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>Finds and removes links of this instance that belong to nothing: bridges and the near ends of veths.</summary>
internal static class LeftoverLinks
{
    /// <summary>How long a veth must be without a tag: whoever makes one tags it within a fraction of a millisecond.</summary>
    private static readonly TimeSpan TagTime = TimeSpan.FromMilliseconds(50);

    public static ImmutableArray<Leftover> FindBridges(HostKernel kernel, InstanceId instance, IReadOnlySet<NetworkId> known, DefaultLinks defaultLinks) =>
    [
        .. from link in kernel.TaggedBridges()
           where link.Tag.IsOf(instance) && link.Tag.Kind == OwnerTag.NetworkKind && !defaultLinks.Contains(link.Name)
           where !NetworkId.TryParse(link.Tag.Id, out var network) || !known.Contains(network)
           select Leftover(link),
    ];

    /// <summary>Near ends with a tag of this instance, and those that a process which died at once after making them left without any.</summary>
    public static ImmutableArray<Leftover> FindVeths(HostKernel kernel, InstanceId instance, IReadOnlySet<EndpointId> known)
    {
        var names = known.Select(EndpointLinkName.Of).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from link in Veths(kernel, instance)
               where link.IsTagged ? !EndpointId.TryParse(link.Tag.Id, out var endpoint) || !known.Contains(endpoint) : !names.Contains(link.Name)
               select Leftover(link),
        ];
    }

    /// <summary>Several links go in one request: one by one, each would wait tens of milliseconds for the kernel.</summary>
    public static ValueTask RemoveAsync(HostKernel kernel, InstanceId instance, ImmutableArray<Leftover> leftovers, Teardown teardown) => leftovers.IsEmpty
        ? ValueTask.CompletedTask
        : teardown.StepAsync(
            $"delete {string.Join(", ", leftovers.Select(static leftover => leftover.Resource))}",
            (kernel, instance, tags: leftovers.Select(static leftover => leftover.Tag).ToHashSet()),
            static async state =>
            {
                var veths = Veths(state.kernel, state.instance).RemoveAll(link => !state.tags.Contains(link.Tag));
                if (veths.Any(static link => !link.IsTagged))
                {
                    // One without a tag may be another instance's that is being made: it is looked at again.
                    await Task.Delay(TagTime).ConfigureAwait(false);
                    veths = Veths(state.kernel, state.instance).RemoveAll(link => !veths.Contains(link));
                }

                var bridges = state.kernel.TaggedBridges().Where(link => state.tags.Contains(link.Tag));
                state.kernel.DeleteLinks([.. veths.Concat(bridges).Select(static link => link.Index)]);
            });

    private static ImmutableArray<TaggedLink> Veths(HostKernel kernel, InstanceId instance)
    {
        var found = ImmutableArray.CreateBuilder<TaggedLink>();
        foreach (var link in kernel.Veths())
        {
            var isTagged = OwnerTag.TryParse(link.Alias, out var tag);
            if (isTagged ? tag.IsOf(instance) && tag.Kind == OwnerTag.EndpointKind : EndpointLinkName.TryReadShortId(link.Name, out _) && link.Alias is null)
            {
                found.Add(new TaggedLink(link.Name, link.Index.Value, isTagged ? tag : UnwrittenTag(instance, link.Name)) { IsTagged = isTagged });
            }
        }

        return found.ToImmutable();
    }

    /// <summary>As much of the tag as the name tells.</summary>
    private static OwnerTag UnwrittenTag(InstanceId instance, string name) =>
        new(instance.Short, OwnerTag.EndpointKind, EndpointLinkName.TryReadShortId(name, out var id) ? id : name);

    private static Leftover Leftover(TaggedLink link) => new($"link {link.Name}", link.Tag, $"ip link delete dev {link.Name}");
}
