namespace NetController.State;

/// <summary>A sandbox as the store keeps it.</summary>
/// <param name="Id">The sandbox.</param>
/// <param name="Name">Its name.</param>
/// <param name="NamespacePath">The file that its network namespace is reached by.</param>
/// <param name="State">How far the kernel has followed.</param>
/// <param name="Created">When it was created, in UTC.</param>
public sealed record StoredSandbox(SandboxId Id, string Name, string NamespacePath, RecordState State, DateTimeOffset Created)
{
    /// <summary>Whether the namespace was made for the sandbox and goes with it.</summary>
    public bool OwnsNamespace { get; init; }

    /// <summary>What was asked for.</summary>
    public SandboxSpec Spec { get; init; } = new(Name);
}
