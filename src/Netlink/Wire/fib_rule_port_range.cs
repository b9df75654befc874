using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct fib_rule_port_range, linux/fib_rules.h; both ends count.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fib_rule_port_range
{
    internal ushort start;
    internal ushort end;
}
