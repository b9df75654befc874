using System.Collections.Immutable;
using NetController.Drivers;
using NetController.Firewall;

namespace NetController.Controller.Tests.Fakes;

/// <summary>One bridge of a <see cref="FakeMachine"/>: ensured and checked by one list of differences, each effect a step with its undo.</summary>
internal sealed class FakeBridgeNetwork(FakeMachine machine, IHostSettings settings, NetworkPlan plan, FakeBridgeOptions options, string name) : IDriverNetwork
{
    public string? LinkName => name;

    public NetworkPolicy? Policy { get; } = new NetworkPolicy(plan.Id, name)
    {
        IPv4 = plan.Pool(IPFamily.IPv4) is { } v4 ? new FamilyPolicy(v4.Subnet) : null,
        IPv6 = plan.Pool(IPFamily.IPv6) is { } v6 ? new FamilyPolicy(v6.Subnet) : null,
        Internal = plan.Internal,
    };

    private string Tag => plan.Tag.ToString();

    private IEnumerable<InterfaceAddress> Wanted => plan.Pools.Items.Select(static pool => pool.Gateway).OfType<InterfaceAddress>();

    public IDriverEndpoint OpenEndpoint(EndpointPlan endpoint) => new FakeBridgeEndpoint(machine, endpoint, Policy!, options.Mtu);

    public System.Net.IPAddress? HostBinding => options.HostBinding;

    public async ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        ThrowIfForeign();
        var made = ImmutableArray.CreateBuilder<string>();
        foreach (var change in Differences())
        {
            undo.Step(change.Command);
            machine.Effect(change.Command, change.Apply);
            undo.Push($"undo {change.Command}", (machine, change), static state =>
            {
                state.machine.Effect($"undo {state.change.Command}", state.change.Undo);
                return ValueTask.CompletedTask;
            });
            made.Add(change.Command);
        }

        if (await settings.EnsureSysctlAsync(ControllerServices.ForwardingIPv4, "1", "forwarding between networks", undo))
        {
            made.Add($"sysctl -w {ControllerServices.ForwardingIPv4}=1");
        }

        return made.ToImmutable();
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        machine.Effect($"observe {name}", static () => { });
        return ValueTask.FromResult<ImmutableArray<Drift>>([.. Differences().Select(change => new Drift($"link {name}", change.Command, null, change.Command))]);
    }

    public ValueTask DeleteAsync(Teardown teardown) => options.Default
        ? ValueTask.CompletedTask
        : teardown.StepAsync($"delete link {name}", (machine, name, remove: (Action)RemoveOwnLink), static state =>
        {
            state.machine.Effect($"ip link delete {state.name}", state.remove);
            return ValueTask.CompletedTask;
        });

    private IEnumerable<Change> Differences()
    {
        var before = machine.Links.GetValueOrDefault(name);
        var link = before ?? new FakeLink(name, 0, Tag);
        if (before is null)
        {
            yield return new Change($"ip link add {name}", () => machine.AddLink(name, Tag), () => machine.RemoveLink(name));
        }
        else if (before.Tag != Tag)
        {
            yield return Set($"ip link set {name} alias {Tag}", now => now with { Tag = Tag }, now => now with { Tag = before.Tag });
        }

        if (link.Mtu != options.Mtu)
        {
            yield return Set($"ip link set {name} mtu {options.Mtu}", now => now with { Mtu = options.Mtu }, now => now with { Mtu = link.Mtu });
        }

        foreach (var address in Wanted.Except(link.Addresses.Items))
        {
            yield return Set($"ip address add {address} dev {name}", now => With(now, address), now => Without(now, address));
        }

        foreach (var address in link.Addresses.Items.Except(Wanted))
        {
            yield return Set($"ip address delete {address} dev {name}", now => Without(now, address), now => With(now, address));
        }
    }

    private Change Set(string command, Func<FakeLink, FakeLink> apply, Func<FakeLink, FakeLink> undo) => new(
        command, () => machine.SetLink(apply(machine.Links[name])), () => machine.SetLink(undo(machine.Links[name])));

    private void ThrowIfForeign()
    {
        if (machine.Links.TryGetValue(name, out var link) && link.Tag != Tag && !(options.Default && OwnerTag.TryParse(link.Tag, out _)))
        {
            throw new ResourceConflictException($"link '{name}' belongs to {link.Tag ?? "somebody else"}", "choose another link name");
        }
    }

    private void RemoveOwnLink()
    {
        if (machine.Links.TryGetValue(name, out var link) && link.Tag == Tag)
        {
            machine.RemoveLink(name);
        }
    }

    private static FakeLink With(FakeLink link, InterfaceAddress address) => link with { Addresses = link.Addresses.Items.Add(address).ToEquatableArray() };

    private static FakeLink Without(FakeLink link, InterfaceAddress address) => link with { Addresses = link.Addresses.Items.Remove(address).ToEquatableArray() };

    private sealed record Change(string Command, Action Apply, Action Undo);
}
