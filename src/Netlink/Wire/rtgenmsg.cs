using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct rtgenmsg, linux/rtnetlink.h: the fixed part of messages that need a family only.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct rtgenmsg
{
    internal byte rtgen_family;
}
