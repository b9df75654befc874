using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct gnet_stats_queue, linux/gen_stats.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct gnet_stats_queue
{
    internal uint qlen;
    internal uint backlog;
    internal uint drops;
    internal uint requeues;
    internal uint overlimits;
}
