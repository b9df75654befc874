namespace NetController.Netlink.Wire;

/// <summary>Options of the filter that matches everything, linux/pkt_cls.h.</summary>
internal enum TCA_MATCHALL : ushort
{
    CLASSID = 1,
    ACT = 2,
    FLAGS = 3,
}
