using System.Collections.Immutable;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <content>What is changed. A link is changed by its index, so that one which has taken its name meanwhile is not.</content>
internal sealed partial class HostKernel
{
    /// <summary>Where groups for <see cref="DeleteLinks"/> begin: above what people write into <c>/etc/iproute2/group</c>.</summary>
    private const int FirstDeletionGroup = 0x4e430000;

    /// <summary>Makes a bridge that is up and gives its index.</summary>
    /// <exception cref="ResourceConflictException">A link of that name has come into being.</exception>
    public int CreateBridge(CreateBridge change)
    {
        try
        {
            return Ask(change, route => CreateAndFinish(route, change, change.MadeAs ?? change.Link)).Value;
        }
        catch (OperationFailedException taken) when (taken.InnerException is NetlinkException { Errno: Errno.EEXIST })
        {
            throw new ResourceConflictException(
                $"link '{change.Link}' has just been made by another program", "choose another bridge name, or remove that link", taken.InnerException);
        }
    }

    public void SetMtu(int link, SetMtu change) => Update(link, change, new LinkUpdate { Mtu = change.Mtu });

    public void SetAlias(int link, SetAlias change) => Update(link, change, new LinkUpdate { Alias = change.Alias });

    public void SetUp(int link, SetUp change) => Update(link, change, new LinkUpdate { IsUp = true });

    public void SetDown(int link, string name) =>
        Tell($"ip link set dev {name} down", route => route.UpdateLink(new LinkIndex(link), new LinkUpdate { IsUp = false }));

    public void AddAddress(int link, AddAddress change) => Tell(change, route => route.AddAddress(
        new LinkIndex(link), change.Address.Address, change.Address.PrefixLength, new AddressOptions { NoDad = change.Address.Family == IPFamily.IPv6 }));

    public void DeleteAddress(int link, DeleteAddress change)
    {
        var old = change.Old.Address;
        Tell(change, route => route.DeleteAddress(new LinkIndex(link), old.Address, old.PrefixLength));
    }

    /// <summary>Puts an address back as it was before a <see cref="Bridge.DeleteAddress"/>.</summary>
    public void RestoreAddress(int link, DeleteAddress change)
    {
        var old = change.Old.Address;
        Tell($"ip address add {old} dev {change.Link}", route => route.AddAddress(new LinkIndex(link), old.Address, old.PrefixLength, change.Old.Options));
    }

    public void WriteSysctl(string path, string value) => Visit($"sysctl -w {path}={value}", host =>
    {
        host.WriteSysctl(new SysctlPath(path), value);
        return true;
    });

    /// <summary>Deletes a link; absent is done.</summary>
    public void DeleteLink(int link, string name) =>
        Tell($"ip link delete dev {name}", route => IgnoreGone(() => route.DeleteLink(new LinkIndex(link))));

    /// <summary>Deletes links in one request, in about the time of one; absent is done.</summary>
    public void DeleteLinks(ImmutableArray<int> links) => Tell("delete links as a group", route =>
    {
        // Whatever else is in the group would go too, so its number is one that nothing uses.
        var used = route.ListLinks().Select(static link => link.Group).ToHashSet();
        var group = Enumerable.Range(FirstDeletionGroup, used.Count + 1).First(number => !used.Contains(number));
        foreach (var link in links)
        {
            IgnoreGone(() => route.UpdateLink(new LinkIndex(link), new LinkUpdate { Group = group }));
        }

        IgnoreGone(() => route.DeleteLinkGroup(group));
    });

    private static BridgeSpec Spec(CreateBridge change, string name) => new(name)
    {
        HardwareAddress = change.Mac is { } mac ? Hardware(mac) : null,
        Mtu = change.Mtu == DefaultBridgeOptions.MaxMtu ? change.Mtu - 1 : change.Mtu + 1,
    };

    /// <summary>
    /// A bridge takes the MTU of its smallest port until its own has been changed once: it is made with another than it shall have,
    /// and gets that together with its tag.
    /// </summary>
    private static LinkIndex CreateAndFinish(RouteConnection route, CreateBridge change, string name)
    {
        // A process that died here left it so; anything else of that name makes the next request fail.
        if (name != change.Link && route.FindLink(name) is { Kind: LinkKinds.Bridge, Alias: null } halfMade && halfMade.Name == name)
        {
            IgnoreGone(() => route.DeleteLink(halfMade.Index));
        }

        var made = route.CreateLink(Spec(change, name)).Index;
        try
        {
            route.UpdateLink(made, new LinkUpdate { Name = name == change.Link ? null : change.Link, Alias = change.Alias, Mtu = change.Mtu, IsUp = true });
            return made;
        }
        catch (NetlinkException)
        {
            IgnoreGone(() => route.DeleteLink(made));
            throw;
        }
    }

    private static void IgnoreGone(Action request)
    {
        try
        {
            request();
        }
        catch (NetlinkException gone) when (gone.Errno is Errno.ENODEV)
        {
        }
    }

    private static HardwareAddress Hardware(MacAddress mac)
    {
        Span<byte> bytes = stackalloc byte[6];
        mac.CopyTo(bytes);
        return new HardwareAddress(bytes);
    }

    private void Update(int link, KernelChange change, LinkUpdate update) =>
        Tell(change, route => route.UpdateLink(new LinkIndex(link), update));
}
