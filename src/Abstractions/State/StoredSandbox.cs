namespace NetController.State;

/// <summary>A sandbox as the store keeps it.</summary>
/// <param name="Id">The sandbox.</param>
/// <param name="Name">Its name.</param>
/// <param name="NamespacePath">The file that its network namespace is reached by.</param>
/// <param name="State">How far the kernel has followed.</param>
/// <param name="Created">When it was created, in UTC.</param>
public sealed record StoredSandbox(SandboxId Id, string Name, string NamespacePath, RecordState State, DateTimeOffset Created)
{
    /// <summary>The host name of its container; null where none was given.</summary>
    public string? Hostname { get; init; }

    /// <summary>Free text of the creator.</summary>
    public EquatableMap<string> Labels { get; init; }
}
