using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct nlmsghdr, linux/netlink.h: the header of every message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct nlmsghdr
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
}
