using System.Runtime.InteropServices;

namespace NetController.Netlink.Interop;

/// <summary>struct sockaddr_nl, linux/netlink.h, netlink(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct sockaddr_nl
{
    internal ushort nl_family;
    internal ushort nl_pad;
    internal uint nl_pid;
    internal uint nl_groups;
}
