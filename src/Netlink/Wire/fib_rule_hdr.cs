using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct fib_rule_hdr, linux/fib_rules.h: the fixed part of rule messages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fib_rule_hdr
{
    internal byte family;
    internal byte dst_len;
    internal byte src_len;
    internal byte tos;
    internal byte table;
    internal byte res1;
    internal byte res2;
    internal byte action;
    internal uint flags;
}
