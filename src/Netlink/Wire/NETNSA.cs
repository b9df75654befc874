namespace NetController.Netlink.Wire;

/// <summary>Attributes of messages about ids of namespaces, linux/net_namespace.h.</summary>
internal enum NETNSA : ushort
{
    NSID = 1,
    FD = 3,
}
