using System.Collections.Immutable;

namespace NetController.Netctl.Daemon;

/// <summary>A daemon's error, as it is reported where it happened.</summary>
/// <param name="kind">What kind of failure it is.</param>
/// <param name="problem">What happened to which object, and why.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class DaemonRefusalException(ErrorKind kind, string problem, string remedy) : NetControllerException(kind, problem, remedy)
{
    /// <summary>What could not be undone.</summary>
    public ImmutableArray<string> NotUndone { get; init; } = [];

    /// <summary>The ids of the endpoints that hold a network which cannot go.</summary>
    public ImmutableArray<string> Holders { get; init; } = [];
}
