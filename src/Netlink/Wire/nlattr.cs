using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct nlattr, linux/netlink.h: the header of every attribute; the two top bits of the type are flags.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct nlattr
{
    internal const ushort NLA_F_NESTED = 0x8000;
    internal const ushort NLA_F_NET_BYTEORDER = 0x4000;
    internal const ushort NLA_TYPE_MASK = 0x3fff;

    internal ushort nla_len;
    internal ushort nla_type;
}
