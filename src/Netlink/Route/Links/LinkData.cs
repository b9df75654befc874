namespace NetController.Netlink;

/// <summary>What the kernel tells about a link, or about a port, beyond what all links have. One derived record per kind.</summary>
/// <param name="Kind">The kernel's name of the kind, for example <c>bridge</c>.</param>
public abstract record LinkData(string Kind);
