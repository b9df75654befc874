using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Drivers;

/// <summary>An endpoint that needs nothing from the kernel, such as those of the networks <c>none</c> and <c>host</c>.</summary>
/// <remarks>Safe to use from several threads: it holds no state.</remarks>
public sealed class EmptyDriverEndpoint : IDriverEndpoint
{
    private EmptyDriverEndpoint()
    {
    }

    /// <summary>The one there is.</summary>
    public static EmptyDriverEndpoint Instance { get; } = new();

    /// <inheritdoc/>
    public string? HostLinkName => null;

    /// <inheritdoc/>
    public EndpointInterface? Interface => null;

    /// <inheritdoc/>
    public EndpointPolicy? Policy => null;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => ValueTask.FromResult(ImmutableArray<string>.Empty);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ImmutableArray<Drift>.Empty);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
}
