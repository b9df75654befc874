using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <content>The veths of endpoints: near ends on the host, far ends in sandboxes.</content>
internal sealed partial class HostKernel
{
    // Whether the kernel was started without IPv6, and so knows no mode of making its addresses.
    private bool _lacksIPv6;

    /// <summary>The near end of a name, whatever it is; null where there is no such link.</summary>
    public HostEndView? FindHostEnd(string name) =>
        Ask($"ip link show dev {name}", route => route.FindLinkIndex(name) is null ? null : route.FindLink(name)) is { } link && link.Name == name ? HostEnd(link) : null;

    /// <summary>The near end of an endpoint, by number; null where it is gone, or something else has its name.</summary>
    public LinkIndex? FindOwn(OwnLink own) => Ask($"ip link show dev {own.Name}", route => FindOwn(route, own));

    /// <inheritdoc cref="FindOwn(OwnLink)"/>
    public static LinkIndex? FindOwn(RouteConnection route, OwnLink own) =>
        route.FindLink(own.Name) is { } link && link.Name == own.Name && EndpointClaim.IsOurs(View(link), own.Tag) ? link.Index : null;

    /// <summary>Whether a link is to be seen; one that the kernel is about to delete is not.</summary>
    public bool HasLink(LinkIndex link) => Ask("ip link show", route => route.HasLink(link));

    /// <summary>The name of a link; null where it is gone. It waits for a deletion that the kernel is at.</summary>
    public string? FindLinkName(int link) => Ask($"ip link show of link {link}", route => route.FindLink(new LinkIndex(link)))?.Name;

    /// <summary>Every veth of the host.</summary>
    public IReadOnlyList<Link> Veths() => Ask("ip link show type veth", static route => route.ListLinks(new LinkFilter { Kind = LinkKinds.Veth }));

    /// <summary>A further connection to the host's network, for changes rather than lists, to be disposed by the caller.</summary>
    public RouteConnection OpenRoute() =>
        Visit("open netlink socket", host => RouteConnection.Open(host, (options ?? new NetlinkSocketOptions()) with { ReceiveBufferSize = 8 * 1024 }));

    /// <summary>
    /// The far end of a veth in a sandbox; null where it is not there. The kernel has numbered the far end's namespace by now: it did when it described the near end. Whoever may change the sandbox may rename
    /// the far end, so that its number tells, not its name.
    /// </summary>
    public LinkView? FindPeer(NetworkNamespace sandbox, HostEndView hostEnd)
    {
        if (hostEnd is not { Peer: { } index, PeerNamespace: { } id } || Ask("ip netns get-id", route => route.FindNamespaceId(sandbox)) != id)
        {
            return null;
        }

        try
        {
            using var inside = RouteConnection.Open(sandbox, options);
            return inside.FindLink(new LinkIndex(index)) is { } peer ? View(peer) : null;
        }
        catch (IOException refusal)
        {
            throw KernelErrors.Translate($"look for the far end of {hostEnd.Link.Name}", refusal);
        }
    }

    /// <summary>The host network's own namespace.</summary>
    public NamespaceIdentity Identity() => Visit("identify namespace", static host => host.Identity);

    /// <summary>Makes a veth and gives the index of its near end.</summary>
    /// <exception cref="ResourceConflictException">A name has been taken, on the host or inside.</exception>
    public int CreateVeth(CreateVeth change, int bridge, NetworkNamespace sandbox)
    {
        var plan = change.Plan;
        try
        {
            var spec = new VethSpec(plan.Link, plan.Interface.Name)
            {
                Mtu = change.Mtu,
                TxQueues = 1,
                RxQueues = 1,
                PeerTxQueues = 1,
                PeerRxQueues = 1,
                Master = new LinkIndex(bridge),
                Alias = plan.Tag.ToString(),
                IsUp = true,
                OperationalState = OperationalState.Dormant,
                PortSettings = plan.IsIsolated || change.IsHairpin ? new BridgePortSettings { Isolated = On(plan.IsIsolated), Hairpin = On(change.IsHairpin) } : null,
                PeerNamespace = sandbox,
                PeerHardwareAddress = Hardware(plan.Mac),
            };
            return Ask(change, route => Create(route, spec, change.IsWithoutAddresses)).Value;
        }
        catch (OperationFailedException taken) when (taken.InnerException is NetlinkException { Errno: Errno.EEXIST })
        {
            throw Taken(plan, taken.InnerException);
        }
    }

    private LinkIndex Create(RouteConnection route, VethSpec spec, bool isWithoutAddresses)
    {
        if (isWithoutAddresses && !_lacksIPv6)
        {
            try
            {
                return route.AddLink(spec with { AddressGenerationMode = AddressGenerationMode.None });
            }
            catch (NetlinkException unknown) when (unknown.Errno is Errno.EAFNOSUPPORT)
            {
                _lacksIPv6 = true;
            }
        }

        return route.AddLink(spec);
    }

    public void SetMaster(int link, string command, int bridge) =>
        Tell(command, route => route.UpdateLink(new LinkIndex(link), new LinkUpdate { Master = new LinkIndex(bridge) }));

    /// <summary>Makes a link the port that it was, with its settings.</summary>
    public void RestorePort(int link, HostEndView before) => Tell($"ip link set dev {before.Link.Index} master {before.Master ?? 0}", route =>
    {
        route.UpdateLink(new LinkIndex(link), new LinkUpdate { Master = before.Master is { } master ? new LinkIndex(master) : LinkIndex.None });
        if (before.IsIsolated || before.IsHairpin)
        {
            route.UpdateLink(new LinkIndex(link), new LinkUpdate { PortSettings = new BridgePortSettings { Isolated = before.IsIsolated, Hairpin = before.IsHairpin } });
        }
    });

    public void SetIsolated(int link, SetIsolated change) =>
        Update(link, change, new LinkUpdate { PortSettings = new BridgePortSettings { Isolated = change.IsIsolated } });

    public void SetHairpin(int link, SetHairpin change) =>
        Update(link, change, new LinkUpdate { PortSettings = new BridgePortSettings { Hairpin = change.IsHairpin } });

    /// <summary>Changes the far end's MAC address, inside the sandbox.</summary>
    public static void SetPeerMac(SetPeerMac change, MacAddress mac)
    {
        try
        {
            using var sandbox = NetworkNamespace.Open(change.NamespacePath);
            using var inside = RouteConnection.Open(sandbox);
            if (inside.FindLink(change.Interface) is { } peer)
            {
                inside.UpdateLink(peer.Index, new LinkUpdate { HardwareAddress = Hardware(mac) });
            }
        }
        catch (IOException refusal)
        {
            throw KernelErrors.Translate(change.Command, refusal);
        }
    }

    /// <summary>Gives the far end its name back, whatever it has been called meanwhile; its connections live on.</summary>
    /// <exception cref="ResourceConflictException">Another interface has the name.</exception>
    public static void RenamePeer(RenamePeer change)
    {
        try
        {
            using var sandbox = NetworkNamespace.Open(change.NamespacePath);
            using var inside = RouteConnection.Open(sandbox);
            if (inside.FindLink(change.OldName) is { } peer && peer.Name == change.OldName)
            {
                Rename(inside, peer, change.Interface);
            }
        }
        catch (NetlinkException taken) when (taken.Errno is Errno.EEXIST)
        {
            throw new ResourceConflictException(
                $"interface '{change.OldName}' cannot be called '{change.Interface}' again: the sandbox has another of that name", "rename or remove that interface", taken);
        }
        catch (IOException refusal)
        {
            throw KernelErrors.Translate(change.Command, refusal);
        }
    }

    private static void Rename(RouteConnection inside, Link peer, string name)
    {
        try
        {
            inside.UpdateLink(peer.Index, new LinkUpdate { Name = name });
        }
        catch (NetlinkException up) when (up.Errno is Errno.EBUSY)
        {
            // Before 6.2 a link must be down for it; the routes that it loses are put back with the rest of what is inside.
            inside.UpdateLink(peer.Index, new LinkUpdate { IsUp = false });
            inside.UpdateLink(peer.Index, new LinkUpdate { Name = name });
            inside.UpdateLink(peer.Index, new LinkUpdate { IsUp = true });
        }
    }

    /// <summary>A setting that is off on every new port need not be said.</summary>
    private static bool? On(bool wanted) => wanted ? true : null;

    private static HostEndView HostEnd(Link link)
    {
        var port = link.PortData as BridgePortData;
        return new HostEndView(View(link))
        {
            Master = link.Master?.Value,
            Peer = link.Parent?.Value,
            PeerNamespace = link.ParentNamespaceId,
            IsIsolated = port?.Isolated is true,
            IsHairpin = port?.Hairpin is true,
        };
    }

    private ResourceConflictException Taken(BridgeEndpointPlan plan, Exception refusal) => FindLink(plan.Link) is null
        ? new ResourceConflictException(
            $"the sandbox of endpoint '{plan.Name}' already has an interface '{plan.Interface.Name}'", "choose another interface name, or remove that interface", refusal)
        : new ResourceConflictException($"link '{plan.Link}' has just been made by another program", "remove that link and try again", refusal);
}
