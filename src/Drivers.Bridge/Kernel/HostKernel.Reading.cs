using System.Collections.Immutable;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <content>What is there.</content>
internal sealed partial class HostKernel
{
    private static readonly ImmutableArray<SysctlPath> SwitchedFrames = [.. BridgeSysctls.OfSwitchedFrames.Select(static path => new SysctlPath(path))];

    /// <summary>The link of a name; null where there is none. An alternative name (<c>altname</c>) of another link counts as none.</summary>
    public LinkView? FindLink(string name) =>
        Ask($"ip link show dev {name}", route => route.FindLink(name)) is { } link && link.Name == name ? View(link) : null;

    /// <summary>The addresses of a link, in the kernel's order; none where it has just gone.</summary>
    public ImmutableArray<AddressView> Addresses(int link) => Ask($"ip address show of link {link}", route => List(route, link));

    /// <summary>The names of all links of the host.</summary>
    public ImmutableArray<string> LinkNames() => Ask("ip link show", static route => route.ListLinks()).Select(static link => link.Name).ToImmutableArray();

    /// <summary>Whether links are ports of a bridge.</summary>
    public bool HasPorts(int bridge) => Ask($"ip link show master of link {bridge}", route => !route.ListLinks(new LinkFilter { Master = new LinkIndex(bridge) }).IsEmpty);

    /// <summary>Every bridge that carries an owner tag.</summary>
    public ImmutableArray<TaggedLink> TaggedBridges()
    {
        var found = ImmutableArray.CreateBuilder<TaggedLink>();
        foreach (var link in Ask("ip link show type bridge", static route => route.ListLinks(new LinkFilter { Kind = LinkKinds.Bridge })))
        {
            if (OwnerTag.TryParse(link.Alias, out var tag))
            {
                found.Add(new TaggedLink(link.Name, link.Index.Value, tag));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The values of settings, in one visit; one that the kernel lacks is left out.</summary>
    public Dictionary<string, string> ReadSysctls(ImmutableArray<string> paths)
    {
        var values = Visit("sysctl", host => host.ReadSysctls([.. paths.Select(static path => new SysctlPath(path))]));
        return paths.Zip(values)
            .Where(static pair => pair.Second is not null)
            .ToDictionary(static pair => pair.First, static pair => pair.Second!, StringComparer.Ordinal);
    }

    /// <summary>Whether frames that the host's bridges only switch pass through the rules, of either family; false without br_netfilter.</summary>
    public bool FiltersSwitchedFrames() => Visit("sysctl", static host =>
    {
        foreach (var path in SwitchedFrames)
        {
            if (host.ReadSysctl(path) is not (null or "0"))
            {
                return true;
            }
        }

        return false;
    });

    private static ImmutableArray<AddressView> List(RouteConnection route, int link)
    {
        try
        {
            return [.. route.ListAddresses(new AddressFilter { Link = new LinkIndex(link) }).Select(View)];
        }
        catch (NetlinkException gone) when (gone.Errno is Errno.ENODEV)
        {
            return [];
        }
    }

    private static LinkView View(Link link) =>
        new(link.Index.Value, link.Kind.Length > 0 ? link.Kind : null, link.Mtu, link.Alias, link.IsUp)
        {
            Name = link.Name,
            Mac = Mac(link.HardwareAddress),
            FiltersSwitchedFrames = link.Data is BridgeData { CallIptables: true } or BridgeData { CallIp6tables: true },
        };

    private static AddressView View(LinkAddress address) => new(new InterfaceAddress(address.Address, address.PrefixLength))
    {
        Options = new AddressOptions
        {
            NoDad = (address.Flags & AddressFlags.NoDad) != 0,
            NoPrefixRoute = (address.Flags & AddressFlags.NoPrefixRoute) != 0,
            Scope = address.Scope,
            Label = address.Label,
            Broadcast = address.Broadcast,
            Peer = address.Peer,
        },
    };

    private static MacAddress? Mac(HardwareAddress address)
    {
        if (address.Length != 6)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[6];
        address.CopyTo(bytes);
        return new MacAddress(bytes);
    }
}
