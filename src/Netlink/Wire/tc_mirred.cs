using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_mirred, linux/tc_act/tc_mirred.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_mirred
{
    internal uint index;
    internal uint capab;
    internal int action;
    internal int refcnt;
    internal int bindcnt;
    internal int eaction;
    internal uint ifindex;
}
