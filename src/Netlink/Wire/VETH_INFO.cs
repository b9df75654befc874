namespace NetController.Netlink.Wire;

/// <summary>Veth attributes inside IFLA_INFO_DATA, linux/veth.h.</summary>
internal enum VETH_INFO : ushort
{
    PEER = 1,
}
