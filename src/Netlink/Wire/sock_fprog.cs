using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct sock_fprog, linux/filter.h: a classic packet filter.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct sock_fprog
{
    internal ushort len;
    internal sock_filter* filter;
}
