namespace NetController.Drivers.Bridge;

/// <summary>Applies changes one after another, each announced before and its inverse pushed right after.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="context">Where MAC addresses come from and host settings go.</param>
/// <param name="undo">The operation's undo log.</param>
/// <param name="before">What the kernel held before the first change.</param>
internal sealed class KernelApplier(HostKernel kernel, DriverContext context, UndoLog undo, BridgeView before)
{
    private int? _link = before.Link?.Index;

    private int Link => _link ?? throw new InvalidOperationException("The link is changed before it is made.");

    /// <summary>Makes a change and gives the command that it stands for.</summary>
    public async ValueTask<string> ApplyAsync(KernelChange change)
    {
        if (change is WriteHostSysctl host)
        {
            // The host's settings announce, record and undo themselves.
            await context.HostSettings.EnsureSysctlAsync(host.Path, host.Value, host.Reason, undo).ConfigureAwait(false);
            return host.Command;
        }

        if (change is CreateBridge create)
        {
            change = create with { Mac = MacAddress.Random(context.Random) };
        }

        undo.Step(change.Command);
        Apply(change);
        return change.Command;
    }

    private void Apply(KernelChange change)
    {
        switch (change)
        {
            case CreateBridge create:
                _link = kernel.CreateBridge(create);
                Undo($"ip link delete dev {create.Link}", (kernel, Link, create.Link), static state => state.kernel.DeleteLink(state.Item2, state.Item3));
                break;
            case SetMtu mtu:
                kernel.SetMtu(Link, mtu);
                Undo(new SetMtu(mtu.Link, mtu.OldMtu, mtu.Mtu), static (kernel, link, old) => kernel.SetMtu(link, old));
                break;
            case SetAlias alias:
                kernel.SetAlias(Link, alias);
                Undo(new SetAlias(alias.Link, alias.OldAlias ?? "", alias.Alias), static (kernel, link, old) => kernel.SetAlias(link, old));
                break;
            case SetUp up:
                kernel.SetUp(Link, up);
                Undo($"ip link set dev {up.Link} down", (kernel, Link, up.Link, before), static state => SetDownAgain(state.kernel, state.Item2, state.Item3, state.before));
                break;
            case AddAddress add:
                kernel.AddAddress(Link, add);
                Undo(new DeleteAddress(add.Link, new AddressView(add.Address)), static (kernel, link, old) => kernel.DeleteAddress(link, old));
                break;
            case DeleteAddress delete:
                kernel.DeleteAddress(Link, delete);
                Undo($"ip address add {delete.Old.Address} dev {delete.Link}", (kernel, Link, delete), static state => state.kernel.RestoreAddress(state.Item2, state.delete));
                break;
            case WriteSysctl write:
                kernel.WriteSysctl(write.Path, write.Value);
                if (write.OldValue is { } old)
                {
                    Undo($"sysctl -w {write.Path}={old}", (kernel, write.Path, old), static state => state.kernel.WriteSysctl(state.Path, state.old));
                }

                break;
            default:
                throw new InvalidOperationException($"There is no way to apply '{change}'.");
        }
    }

    private void Undo<TChange>(TChange inverse, Action<HostKernel, int, TChange> apply)
        where TChange : KernelChange =>
        Undo(inverse.Command, (kernel, Link, inverse, apply), static state => state.apply(state.kernel, state.Item2, state.inverse));

    private void Undo<TState>(string what, TState state, Action<TState> apply) => KernelUndo.Push(undo, what, state, apply);

    /// <summary>A link that goes down loses its IPv6 addresses, those of an administrator among them.</summary>
    private static void SetDownAgain(HostKernel kernel, int link, string name, BridgeView before)
    {
        kernel.SetDown(link, name);
        foreach (var address in before.Addresses.Items.Where(static address => address.Address.Family == IPFamily.IPv6))
        {
            KernelUndo.UnlessDone((kernel, link, new DeleteAddress(name, address)), static state => state.kernel.RestoreAddress(state.link, state.Item3));
        }
    }
}
