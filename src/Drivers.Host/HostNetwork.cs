using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Drivers.Host;

/// <summary>The host's own network, which needs nothing from the kernel.</summary>
internal sealed class HostNetwork : IDriverNetwork
{
    public string? LinkName => null;

    public NetworkPolicy? Policy => null;

    public IDriverEndpoint OpenEndpoint(EndpointPlan plan) => EmptyDriverEndpoint.Instance;

    public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => ValueTask.FromResult(ImmutableArray<string>.Empty);

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ImmutableArray<Drift>.Empty);

    public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
}
