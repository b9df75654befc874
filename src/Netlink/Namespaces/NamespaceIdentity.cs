namespace NetController.Netlink;

/// <summary>What a network namespace is, whatever path or process it was found through: device and inode of its file (namespaces(7)).</summary>
/// <param name="Device">The device of the namespace file system.</param>
/// <param name="Inode">The inode; the number in <c>net:[4026531840]</c>.</param>
public readonly record struct NamespaceIdentity(ulong Device, ulong Inode)
{
    /// <summary>As <c>readlink /proc/self/ns/net</c> prints it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"net:[{Inode}]";
}
