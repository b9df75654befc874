using System.Collections.Immutable;

namespace NetController;

/// <summary>What a repair did.</summary>
/// <param name="Changes">
/// The changes made, each as the command that an administrator would type: <c>ip</c>, <c>bridge</c>, <c>nsenter</c>, <c>sysctl</c>, <c>iptables</c> or
/// <c>nft</c>, and <c>netctl</c> where what was left half deleted is removed. Empty where nothing had drifted.
/// </param>
/// <param name="Failures">What could not be repaired, one a network.</param>
public sealed record RepairReport(ImmutableArray<string> Changes, ImmutableArray<DegradedNetwork> Failures)
{
    /// <summary>The endpoints that could not be repaired.</summary>
    public ImmutableArray<DegradedEndpoint> FailedEndpoints { get; init; } = [];

    /// <summary>The sandboxes that were being removed, or endpoints of theirs, and could not be removed whole.</summary>
    public ImmutableArray<FailedSandbox> FailedSandboxes { get; init; } = [];
}

/// <summary>A sandbox that could not be repaired as a whole.</summary>
/// <param name="Name">The sandbox's name.</param>
/// <param name="Reason">Why.</param>
public sealed record FailedSandbox(string Name, string Reason);
