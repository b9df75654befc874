using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct gnet_stats_basic, linux/gen_stats.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct gnet_stats_basic
{
    internal ulong bytes;
    internal uint packets;
}
