using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct fib_rule_uid_range, linux/fib_rules.h; both ends count.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fib_rule_uid_range
{
    internal uint start;
    internal uint end;
}
