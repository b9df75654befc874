using System.Runtime.InteropServices;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>The counters of a link since it was made (struct rtnl_link_stats64, linux/if_link.h); <c>ip -s -s link</c>. A kernel that lacks one shows 0.</summary>
public sealed record LinkStatistics
{
    /// <summary>Describes counters by hand, for example to compare with.</summary>
    public LinkStatistics()
    {
    }

    private LinkStatistics(in rtnl_link_stats64 counters)
    {
        RxPackets = counters.rx_packets;
        TxPackets = counters.tx_packets;
        RxBytes = counters.rx_bytes;
        TxBytes = counters.tx_bytes;
        RxErrors = counters.rx_errors;
        TxErrors = counters.tx_errors;
        RxDropped = counters.rx_dropped;
        TxDropped = counters.tx_dropped;
        Multicast = counters.multicast;
        Collisions = counters.collisions;
        RxLengthErrors = counters.rx_length_errors;
        RxOverErrors = counters.rx_over_errors;
        RxCrcErrors = counters.rx_crc_errors;
        RxFrameErrors = counters.rx_frame_errors;
        RxFifoErrors = counters.rx_fifo_errors;
        RxMissedErrors = counters.rx_missed_errors;
        TxAbortedErrors = counters.tx_aborted_errors;
        TxCarrierErrors = counters.tx_carrier_errors;
        TxFifoErrors = counters.tx_fifo_errors;
        TxHeartbeatErrors = counters.tx_heartbeat_errors;
        TxWindowErrors = counters.tx_window_errors;
        RxCompressed = counters.rx_compressed;
        TxCompressed = counters.tx_compressed;
        RxNoHandler = counters.rx_nohandler;
        RxOtherHostDropped = counters.rx_otherhost_dropped;
    }

    /// <summary>Packets received.</summary>
    public ulong RxPackets { get; init; }

    /// <summary>Packets sent.</summary>
    public ulong TxPackets { get; init; }

    /// <summary>Bytes received.</summary>
    public ulong RxBytes { get; init; }

    /// <summary>Bytes sent.</summary>
    public ulong TxBytes { get; init; }

    /// <summary>Bad packets received, of any sort.</summary>
    public ulong RxErrors { get; init; }

    /// <summary>Packets that could not be sent, for any reason.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>Packets received and dropped, for lack of memory or of a protocol for them.</summary>
    public ulong RxDropped { get; init; }

    /// <summary>Packets dropped on their way out.</summary>
    public ulong TxDropped { get; init; }

    /// <summary>Multicast packets received.</summary>
    public ulong Multicast { get; init; }

    /// <summary>Collisions while sending.</summary>
    public ulong Collisions { get; init; }

    /// <summary>Packets received with a wrong length.</summary>
    public ulong RxLengthErrors { get; init; }

    /// <summary>Packets that did not fit into the receiver's memory.</summary>
    public ulong RxOverErrors { get; init; }

    /// <summary>Packets received with a wrong checksum.</summary>
    public ulong RxCrcErrors { get; init; }

    /// <summary>Packets received with a wrong alignment.</summary>
    public ulong RxFrameErrors { get; init; }

    /// <summary>Overflows of the receiver.</summary>
    public ulong RxFifoErrors { get; init; }

    /// <summary>Packets the host was too slow for.</summary>
    public ulong RxMissedErrors { get; init; }

    /// <summary>Packets given up while sending.</summary>
    public ulong TxAbortedErrors { get; init; }

    /// <summary>Packets lost with the carrier.</summary>
    public ulong TxCarrierErrors { get; init; }

    /// <summary>Underruns of the sender.</summary>
    public ulong TxFifoErrors { get; init; }

    /// <summary>Heartbeat errors of old half-duplex Ethernet.</summary>
    public ulong TxHeartbeatErrors { get; init; }

    /// <summary>Late collisions.</summary>
    public ulong TxWindowErrors { get; init; }

    /// <summary>Compressed packets received.</summary>
    public ulong RxCompressed { get; init; }

    /// <summary>Compressed packets sent.</summary>
    public ulong TxCompressed { get; init; }

    /// <summary>Packets received by a link that is not to receive any, as an idle port of a bond. Linux 4.6.</summary>
    public ulong RxNoHandler { get; init; }

    /// <summary>Packets dropped because they were for another host. Linux 5.19.</summary>
    public ulong RxOtherHostDropped { get; init; }

    /// <summary>Reads counters; the structure has grown at its end, so an older kernel sends fewer of them and a newer one more.</summary>
    internal static LinkStatistics Read(ReadOnlySpan<byte> bytes)
    {
        var counters = default(rtnl_link_stats64);
        var whole = MemoryMarshal.AsBytes(new Span<rtnl_link_stats64>(ref counters));
        bytes[..Math.Min(bytes.Length, whole.Length)].CopyTo(whole);
        return new LinkStatistics(in counters);
    }
}
