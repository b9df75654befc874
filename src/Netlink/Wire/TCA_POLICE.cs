namespace NetController.Netlink.Wire;

/// <summary>Options of the policing action, linux/pkt_cls.h.</summary>
internal enum TCA_POLICE : ushort
{
    TBF = 1,
    RATE = 2,
    PEAKRATE = 3,
    AVRATE = 4,
    RESULT = 5,
    RATE64 = 8,
}
