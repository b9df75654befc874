using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Compares what the kernel shall hold of an endpoint with what it holds. Pure. The order of the changes is part of the result: the veth, its
/// tag, the port and its settings, and up last, so that no frame goes through a port that is not as it shall be.
/// </summary>
internal static class EndpointDiff
{
    public static BridgeDifference Compute(BridgeEndpointPlan plan, EndpointView view)
    {
        var obstacles = EndpointClaim.Obstacles(plan, view);
        if (!obstacles.IsEmpty)
        {
            return new BridgeDifference([], obstacles);
        }

        var changes = ImmutableArray.CreateBuilder<KernelChange>();
        if (view is { HostEnd: { } hostEnd, Peer: { } peer })
        {
            Compare(changes, plan, view.Bridge!, hostEnd, peer, IsHairpin(plan, view));
        }
        else
        {
            Make(changes, plan, view);
        }

        return new BridgeDifference(changes.ToImmutable(), []);
    }

    /// <summary>
    /// A kernel that asks the rules about switched frames translates what an endpoint sends to its own published port before the bridge decides,
    /// and then only switches it: back out of the port that it came in by. Elsewhere it is routed, and needs no port that reflects all broadcasts.
    /// </summary>
    private static bool IsHairpin(BridgeEndpointPlan plan, EndpointView view) => plan.MayReachItself && view.FiltersSwitchedFrames;

    private static void Make(ImmutableArray<KernelChange>.Builder changes, BridgeEndpointPlan plan, EndpointView view)
    {
        if (view.HostEnd is not null)
        {
            changes.Add(new DeleteVeth(plan.Link, plan.Interface.Name));
        }

        changes.Add(new CreateVeth(plan, plan.Mtu ?? view.Bridge!.Mtu, IsHairpin(plan, view)));
    }

    private static void Compare(ImmutableArray<KernelChange>.Builder changes, BridgeEndpointPlan plan, LinkView bridge, HostEndView hostEnd, LinkView peer, bool isHairpin)
    {
        var link = hostEnd.Link;
        if (link.Alias != plan.Tag.ToString())
        {
            changes.Add(new SetAlias(plan.Link, plan.Tag.ToString(), link.Alias));
        }

        if (plan.Mtu is { } mtu && link.Mtu != mtu)
        {
            changes.Add(new SetMtu(plan.Link, mtu, link.Mtu));
        }

        if (peer.Name != plan.Interface.Name)
        {
            changes.Add(new RenamePeer(plan.Link, plan.NamespacePath, plan.Interface.Name, peer.Name));
        }

        if (peer.Mac != plan.Mac)
        {
            changes.Add(new SetPeerMac(plan.Link, plan.NamespacePath, plan.Interface.Name, plan.Mac, peer.Mac));
        }

        var isPort = hostEnd.Master == bridge.Index;
        if (!isPort)
        {
            changes.Add(new SetMaster(plan.Link, plan.Bridge, hostEnd.Master is null ? null : hostEnd.MasterName ?? "unknown"));
        }

        if ((isPort && hostEnd.IsIsolated) != plan.IsIsolated)
        {
            changes.Add(new SetIsolated(plan.Link, plan.IsIsolated));
        }

        if ((isPort && hostEnd.IsHairpin) != isHairpin)
        {
            changes.Add(new SetHairpin(plan.Link, isHairpin));
        }

        if (!link.IsUp)
        {
            changes.Add(new SetUp(plan.Link));
        }
    }
}
