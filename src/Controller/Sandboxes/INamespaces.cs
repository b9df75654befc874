namespace NetController.Sandboxes;

/// <summary>The network namespaces that sandboxes live in.</summary>
internal interface INamespaces
{
    /// <summary>Makes a namespace with a file at the path and gives its identity; <c>ip netns add</c>. A failure leaves nothing behind.</summary>
    string Create(string path);

    /// <summary>Takes the file away, and with it the namespace as soon as nothing else uses it; absent is done.</summary>
    void Delete(string path);

    /// <summary>Which namespace the file is; null where there is none.</summary>
    string? Identify(string path);

    /// <summary>Opens a way to change what is inside.</summary>
    /// <exception cref="ObjectNotFoundException">The namespace is gone, or another is in its place.</exception>
    IInterior Open(StoredSandboxPlace place);
}

/// <summary>Where a sandbox's namespace is.</summary>
/// <param name="Sandbox">The sandbox's name, for messages.</param>
/// <param name="Path">The file.</param>
/// <param name="Identity">Which namespace it has to be; null for whatever is there.</param>
internal readonly record struct StoredSandboxPlace(string Sandbox, string Path, string? Identity);
