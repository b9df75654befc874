namespace NetController.Netlink.Wire;

/// <summary>Options of the redirecting action, linux/tc_act/tc_mirred.h.</summary>
internal enum TCA_MIRRED : ushort
{
    TM = 1,
    PARMS = 2,
}
