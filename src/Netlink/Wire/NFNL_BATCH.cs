namespace NetController.Netlink.Wire;

/// <summary>Attributes of the message that begins a transaction, linux/netfilter/nfnetlink.h.</summary>
internal enum NFNL_BATCH : ushort
{
    GENID = 1,
}
