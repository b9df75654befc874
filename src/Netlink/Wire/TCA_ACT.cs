namespace NetController.Netlink.Wire;

/// <summary>Attributes of an action, linux/pkt_cls.h.</summary>
internal enum TCA_ACT : ushort
{
    KIND = 1,
    OPTIONS = 2,
    INDEX = 3,
    STATS = 4,
}
