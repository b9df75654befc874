using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Removes the default bridge's own link where it is switched off. The link outlives the store that knew it, so that it may carry the tag of an
/// instance that is no more; where it has ports, somebody still uses it.
/// </summary>
internal static class DefaultLinkRemoval
{
    public static ImmutableArray<string> Run(HostKernel kernel, InstanceId instance, string name, UndoLog undo)
    {
        if (kernel.FindLink(name) is not { Kind: LinkKinds.Bridge } link
            || !OwnerTag.TryParse(link.Alias, out var tag)
            || (tag.Instance != instance.Short && kernel.HasPorts(link.Index)))
        {
            return [];
        }

        var command = $"ip link delete dev {name}";
        var addresses = kernel.Addresses(link.Index);
        undo.Step(command);
        kernel.DeleteLink(link.Index, name);
        undo.Push($"make link {name} again", (kernel, name, link, addresses), static state =>
        {
            Restore(state.kernel, state.name, state.link, state.addresses);
            return ValueTask.CompletedTask;
        });
        return [command];
    }

    private static void Restore(HostKernel kernel, string name, LinkView link, ImmutableArray<AddressView> addresses)
    {
        var index = kernel.CreateBridge(new CreateBridge(name, link.Mtu, link.Alias!) { Mac = link.Mac });
        foreach (var address in addresses)
        {
            kernel.RestoreAddress(index, new DeleteAddress(name, address));
        }
    }
}
