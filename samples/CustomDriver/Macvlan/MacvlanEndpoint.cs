using NetController.Firewall;

namespace Macvlan;

/// <summary>One macvlan interface inside a sandbox. Its MAC address, which nothing else has, says that it is this endpoint's.</summary>
internal sealed class MacvlanEndpoint(EndpointPlan plan, string parent, IpCommand host) : IDriverEndpoint
{
    private readonly IpCommand _inside = new(plan.NamespacePath);

    public string? HostLinkName => null;

    public EndpointInterface? Interface => new(plan.InterfaceName)
    {
        Mtu = plan.Mtu,
        Addresses = plan.Addresses,
        GatewayIPv4 = plan.Network.Pool(IPFamily.IPv4)?.Gateway?.Address,
        GatewayIPv6 = plan.Network.Pool(IPFamily.IPv6)?.Gateway?.Address,
    };

    public EndpointPolicy? Policy => null;

    private string Add => $"ip link add link {parent} name {plan.InterfaceName} address {plan.MacAddress}"
        + (plan.Mtu is { } mtu ? $" mtu {mtu}" : "") + $" netns {plan.NamespacePath} type macvlan mode bridge";

    public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        if (IsThere())
        {
            return new([]);
        }

        undo.Step(Add);
        host.Run(Add);
        undo.Push($"delete {plan.InterfaceName} of endpoint '{plan.Name}'", this, static self => self.Delete());
        return new([Add]);
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) =>
        new(IsThere() ? [] : [new Drift($"link {plan.InterfaceName}", $"macvlan with address {plan.MacAddress}", null, Add)]);

    public ValueTask DeleteAsync(Teardown teardown) => teardown.StepAsync($"delete {plan.InterfaceName} of endpoint '{plan.Name}'", this, static self => self.Delete());

    private ValueTask Delete()
    {
        if (IsThere())
        {
            _inside.Run($"ip link delete {plan.InterfaceName}");
        }

        return ValueTask.CompletedTask;
    }

    private bool IsThere() => File.Exists(plan.NamespacePath) && _inside.HasLink(plan.InterfaceName, plan.MacAddress);
}
