using NetController.Firewall;

namespace Macvlan;

/// <summary>A network that has nothing of its own in the kernel: it is there where its parent is.</summary>
internal sealed class MacvlanNetwork(NetworkPlan plan, IpCommand host) : IDriverNetwork
{
    private readonly string _parent = ((MacvlanOptions)plan.Options).Parent;

    public string? LinkName => null;

    public NetworkPolicy? Policy => null;

    public IDriverEndpoint OpenEndpoint(EndpointPlan endpoint) => new MacvlanEndpoint(endpoint, _parent, host);

    public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => host.HasLink(_parent)
        ? new([])
        : throw new ObjectNotFoundException("parent link", _parent, $"make it, or choose another parent for network '{plan.Name}'");

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) =>
        new(host.HasLink(_parent) ? [] : [new Drift($"link {_parent}", "the parent of macvlan interfaces", null, "attach the LAN again")]);

    public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
}
