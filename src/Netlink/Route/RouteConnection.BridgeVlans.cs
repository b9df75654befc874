using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>VLANs of bridges and their ports; <c>bridge vlan</c> (bridge(8)).</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<List<BridgeVlan>> BridgeVlanParser = BridgeVlanRequests.Decode;

    /// <summary>Lets VLANs pass a port of a bridge, or changes how they do; <c>bridge vlan add dev PORT vid …</c>.</summary>
    /// <param name="port">The port.</param>
    /// <param name="vlan">The VLANs.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EOPNOTSUPP"/>: the link is no port of a bridge. <see cref="Errno.EINVAL"/>: a range is to be the default. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    public void AddBridgeVlan(LinkIndex port, BridgeVlan vlan) => ChangeVlan(RTM.SETLINK, "bridge vlan add", port, vlan, isBridge: false);

    /// <summary>Lets VLANs reach the host through the bridge itself; <c>bridge vlan add dev BRIDGE vid … self</c>.</summary>
    /// <param name="bridge">The bridge.</param>
    /// <param name="vlan">The VLANs.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddBridgeVlan"/>.</exception>
    public void AddBridgeVlanToHost(LinkIndex bridge, BridgeVlan vlan) => ChangeVlan(RTM.SETLINK, "bridge vlan add self", bridge, vlan, isBridge: true);

    /// <summary>Takes VLANs from a port of a bridge; <c>bridge vlan del dev PORT vid …</c>.</summary>
    /// <param name="port">The port.</param>
    /// <param name="vlan">The VLANs; it is no error when some or all of a range are absent.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EOPNOTSUPP"/>: the link is no port of a bridge. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void DeleteBridgeVlan(LinkIndex port, BridgeVlan vlan) => ChangeVlan(RTM.DELLINK, "bridge vlan del", port, vlan, isBridge: false);

    /// <summary>Takes VLANs from the bridge itself; <c>bridge vlan del dev BRIDGE vid … self</c>.</summary>
    /// <param name="bridge">The bridge.</param>
    /// <param name="vlan">The VLANs.</param>
    /// <exception cref="NetlinkException">As for <see cref="DeleteBridgeVlan"/>.</exception>
    public void DeleteBridgeVlanFromHost(LinkIndex bridge, BridgeVlan vlan) => ChangeVlan(RTM.DELLINK, "bridge vlan del self", bridge, vlan, isBridge: true);

    /// <summary>Lists the VLANs of all bridges and their ports; <c>bridge -c vlan show</c>.</summary>
    /// <returns>Ranges of VLANs that are treated alike, link by link.</returns>
    /// <exception cref="DumpInterruptedException">Links kept changing meanwhile.</exception>
    public ImmutableArray<BridgeVlan> ListBridgeVlans()
    {
        using var request = Begin(RTM.GETLINK, MessageFlags.None, "bridge vlan show");
        BridgeVlanRequests.List(request);
        return [.. _socket.Dump(request, BridgeVlanParser).SelectMany(static vlans => vlans)];
    }

    private void ChangeVlan(RTM type, string words, LinkIndex link, BridgeVlan vlan, bool isBridge)
    {
        CheckIndex(link);
        ArgumentNullException.ThrowIfNull(vlan);
        using var request = Begin(type, MessageFlags.None, new(words, vlan, -1, link));
        BridgeVlanRequests.Change(request, link, vlan, isBridge);
        _socket.Execute(request);
    }
}
