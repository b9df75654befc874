namespace NetController.Netlink.Diagnostics;

/// <summary>A field of a fixed structure: its name in the C header, its size in bytes, and whether it is in network byte order.</summary>
internal readonly record struct TraceField(string Name, int Size, bool IsBigEndian = false);
