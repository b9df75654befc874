using System.Collections.Immutable;
using System.Net;
using NetController.Drivers;
using NetController.Firewall;
using NetController.Sandboxes.Interior;

namespace NetController.Controller.Tests.Fakes;

/// <summary>A veth of a <see cref="FakeMachine"/>: its near end among the host's links, its far end in the sandbox's namespace.</summary>
internal sealed class FakeBridgeEndpoint(FakeMachine machine, EndpointPlan plan, NetworkPolicy policy, int mtu) : IDriverEndpoint
{
    public string? HostLinkName => $"ncv{plan.Id.ToString()[..11]}";

    public EndpointInterface? Interface => new(plan.InterfaceName)
    {
        Mtu = plan.Mtu ?? mtu,
        Addresses = plan.Addresses,
        GatewayIPv4 = Gateway(IPFamily.IPv4),
        GatewayIPv6 = Gateway(IPFamily.IPv6),
    };

    public EndpointPolicy? Policy => new(plan.Id, plan.Network.Id)
    {
        IPv4 = plan.Address(IPFamily.IPv4)?.Address,
        IPv6 = plan.Address(IPFamily.IPv6)?.Address,
        Ports = plan.Ports,
    };

    private string Command => $"ip link add {HostLinkName} type veth peer {plan.InterfaceName} netns {plan.NamespacePath}";

    private bool IsThere => machine.Links.ContainsKey(HostLinkName!)
        && machine.Namespaces.TryGetValue(plan.NamespacePath, out var inside) && inside.Interfaces.ContainsKey(plan.InterfaceName);

    public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        if (IsThere)
        {
            return ValueTask.FromResult(ImmutableArray<string>.Empty);
        }

        undo.Step(Command);
        machine.Effect(Command, Add);
        undo.Push($"undo {Command}", (machine, Command, Remove: (Action)Remove), static state =>
        {
            state.machine.Effect($"undo {state.Command}", state.Remove);
            return ValueTask.CompletedTask;
        });
        return ValueTask.FromResult(ImmutableArray.Create(Command));
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<Drift>>(IsThere ? [] : [new Drift($"link {HostLinkName}", "a veth", null, Command)]);

    public ValueTask DeleteAsync(Teardown teardown) => teardown.StepAsync($"delete link {HostLinkName}", (machine, HostLinkName, Remove: (Action)Remove), static state =>
    {
        state.machine.Effect($"ip link delete {state.HostLinkName}", state.Remove);
        return ValueTask.CompletedTask;
    });

    private IPAddress? Gateway(IPFamily family) => policy.Internal ? null : plan.Network.Pool(family)?.Gateway?.Address;

    private void Add()
    {
        if (!machine.Namespaces.TryGetValue(plan.NamespacePath, out var inside))
        {
            throw new OperationFailedException(Command, new IOException("no such namespace"));
        }

        if (inside.Interfaces.ContainsKey(plan.InterfaceName))
        {
            throw new ResourceConflictException($"interface '{plan.InterfaceName}' exists", "choose another");
        }

        Remove();
        machine.AddLink(HostLinkName!, plan.Tag.ToString());
        machine.SetNamespace(inside with
        {
            Interfaces = inside.Interfaces.Add(plan.InterfaceName, new InterfaceView(plan.InterfaceName)
            {
                Mtu = plan.Mtu ?? mtu,
                Sysctls = [KeyValuePair.Create(InteriorInterface.SwitchIPv6PathOf(plan.InterfaceName), "0")],
            }),
        });
    }

    /// <summary>Either end takes the other along.</summary>
    private void Remove()
    {
        if (machine.Links.ContainsKey(HostLinkName!))
        {
            machine.RemoveLink(HostLinkName!);
            if (machine.Namespaces.TryGetValue(plan.NamespacePath, out var inside))
            {
                machine.SetNamespace(inside.Without(plan.InterfaceName));
            }
        }
    }
}
