namespace NetController.Netlink.Conntrack;

/// <summary>
/// The fields of a tuple that are conditions of a dump (<c>CTA_FILTER_F_*</c>). Part of the kernel's interface since 5.8, though its headers for programs leave them out
/// (net/netfilter/nf_internals.h).
/// </summary>
[Flags]
internal enum ConntrackTupleFields : uint
{
    None = 0,
    Source = 1 << 0,
    Destination = 1 << 1,
    Protocol = 1 << 3,
    SourcePort = 1 << 4,
    DestinationPort = 1 << 5,
}
