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

    /// <summary>
    /// Which namespace it is, as <c>readlink</c> prints it (<c>net:[4026532008]</c>): what tells it from another that has come to the same
    /// path since, such as that of a process whose number was given anew. Null for the host's.
    /// </summary>
    public string? NamespaceIdentity { get; init; }

    /// <summary>
    /// The boot that the sandbox was created in (<c>/proc/sys/kernel/random/boot_id</c>). No namespace outlives its boot, and numbers of namespaces are
    /// given anew in the next. Null in records of before it was kept.
    /// </summary>
    public string? BootId { get; init; }

    /// <summary>What was asked for.</summary>
    public SandboxSpec Spec { get; init; } = new(Name);
}
