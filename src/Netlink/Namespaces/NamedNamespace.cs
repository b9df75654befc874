namespace NetController.Netlink;

/// <summary>A network namespace that is bound to a file of a folder, by the file's name; see <see cref="NetworkNamespace.ListNamed"/>.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Path">The file, for <see cref="NetworkNamespace.Open(string)"/>.</param>
/// <param name="Identity">The namespace. Two names may stand for one.</param>
public sealed record NamedNamespace(string Name, string Path, NamespaceIdentity Identity);
