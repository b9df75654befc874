namespace NetController.Netlink.Conntrack;

/// <summary>What names one flow to the kernel, beside the tuple that stands elsewhere.</summary>
/// <param name="Family">The kernel's number of the family.</param>
/// <param name="Zone">The zone of both directions.</param>
/// <param name="Id">The kernel's number for the flow, so that another with the same tuple is spared.</param>
/// <param name="Start">Where its tuple begins among the bytes gathered.</param>
/// <param name="Length">The bytes of its tuple.</param>
internal readonly record struct ConntrackHandle(byte Family, ushort Zone, uint Id, int Start, int Length);
