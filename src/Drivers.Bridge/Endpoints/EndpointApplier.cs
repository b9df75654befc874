namespace NetController.Drivers.Bridge;

/// <summary>Applies changes one after another, the inverse of each pushed right after.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="removals">Deletes links without waiting for the kernel to finish.</param>
/// <param name="undo">The operation's undo log.</param>
/// <param name="plan">The endpoint.</param>
/// <param name="before">What the kernel held before the first change.</param>
/// <param name="sandbox">The sandbox, which is there.</param>
internal sealed class EndpointApplier(HostKernel kernel, LinkRemovals removals, UndoLog undo, BridgeEndpointPlan plan, EndpointView before, SandboxFile sandbox)
{
    private int? _link = before.HostEnd?.Link.Index;

    private int Link => _link ?? throw new InvalidOperationException("The link is changed before it is made.");

    private OwnLink Own => new(plan.Link, plan.Tag);

    private int Bridge => before.Bridge?.Index ?? throw new InvalidOperationException("A port is made without its bridge.");

    public ValueTask ApplyAsync(KernelChange change)
    {
        switch (change)
        {
            case DeleteVeth:
                // Nothing went through it, and its far end cannot be told apart from the links of others: it is not made again.
                return removals.RemoveAsync([Own]);
            case CreateVeth create:
                _link = kernel.CreateVeth(create, Bridge, sandbox.Namespace ?? throw new InvalidOperationException("A far end is made without its sandbox."));
                undo.Push($"ip link delete dev {plan.Link}", (removals, Own), static made => made.removals.RemoveAsync([made.Own]));
                break;
            default:
                Apply(change);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void Apply(KernelChange change)
    {
        switch (change)
        {
            case SetMtu mtu:
                kernel.SetMtu(Link, mtu);
                Undo(new SetMtu(mtu.Link, mtu.OldMtu, mtu.Mtu), static (kernel, link, old) => kernel.SetMtu(link, old));
                break;
            case SetAlias alias:
                kernel.SetAlias(Link, alias);
                Undo(new SetAlias(alias.Link, alias.OldAlias ?? "", alias.Alias), static (kernel, link, old) => kernel.SetAlias(link, old));
                break;
            case RenamePeer rename:
                HostKernel.RenamePeer(rename);
                Undo(rename with { Interface = rename.OldName, OldName = rename.Interface }, static (_, _, old) => HostKernel.RenamePeer(old));
                break;
            case SetPeerMac mac:
                HostKernel.SetPeerMac(mac, mac.Mac);
                if (mac.OldMac is { } oldMac)
                {
                    Undo(mac with { Mac = oldMac, OldMac = mac.Mac }, static (_, _, old) => HostKernel.SetPeerMac(old, old.Mac));
                }

                break;
            case SetMaster master:
                kernel.SetMaster(Link, master.Command, Bridge);
                KernelUndo.Push(undo, $"ip link set dev {plan.Link} {(master.OldMaster is { } old ? $"master {old}" : "nomaster")}", (kernel, Link, before), static state =>
                    state.kernel.RestorePort(state.Link, state.before.HostEnd!));
                break;
            case SetIsolated isolated:
                kernel.SetIsolated(Link, isolated);
                Undo(isolated with { IsIsolated = !isolated.IsIsolated }, static (kernel, link, old) => kernel.SetIsolated(link, old));
                break;
            case SetHairpin hairpin:
                kernel.SetHairpin(Link, hairpin);
                Undo(hairpin with { IsHairpin = !hairpin.IsHairpin }, static (kernel, link, old) => kernel.SetHairpin(link, old));
                break;
            case SetUp up:
                kernel.SetUp(Link, up);
                KernelUndo.Push(undo, $"ip link set dev {plan.Link} down", (kernel, Link, plan.Link), static state => state.kernel.SetDown(state.Item2, state.Item3));
                break;
            default:
                throw new InvalidOperationException($"There is no way to apply '{change}'.");
        }
    }

    private void Undo<TChange>(TChange inverse, Action<HostKernel, int, TChange> apply)
        where TChange : KernelChange =>
        KernelUndo.Push(undo, inverse.Command, (kernel, Link, inverse, apply), static state => state.apply(state.kernel, state.Link, state.inverse));
}
