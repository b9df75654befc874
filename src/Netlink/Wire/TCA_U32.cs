namespace NetController.Netlink.Wire;

/// <summary>Options of the filter by 32-bit words of the packet, linux/pkt_cls.h.</summary>
internal enum TCA_U32 : ushort
{
    CLASSID = 1,
    HASH = 2,
    LINK = 3,
    DIVISOR = 4,
    SEL = 5,
    POLICE = 6,
    ACT = 7,
    INDEV = 8,
    PCNT = 9,
    MARK = 10,
    FLAGS = 11,
}
