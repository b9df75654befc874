using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct br_boolopt_multi, linux/if_bridge.h: boolean options of a bridge, a bit each.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct br_boolopt_multi
{
    internal uint optval;
    internal uint optmask;
}
