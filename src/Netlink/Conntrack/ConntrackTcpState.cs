namespace NetController.Netlink.Conntrack;

/// <summary>How far a TCP connection is (<c>TCP_CONNTRACK_*</c>, linux/netfilter/nf_conntrack_tcp.h), in the words of <c>conntrack -L</c>.</summary>
public enum ConntrackTcpState : byte
{
    /// <summary>Nothing seen.</summary>
    None = 0,

    /// <summary>SYN_SENT: asked for.</summary>
    SynSent = 1,

    /// <summary>SYN_RECV: answered.</summary>
    SynReceived = 2,

    /// <summary>ESTABLISHED: open.</summary>
    Established = 3,

    /// <summary>FIN_WAIT: one side has finished.</summary>
    FinWait = 4,

    /// <summary>CLOSE_WAIT: that was acknowledged.</summary>
    CloseWait = 5,

    /// <summary>LAST_ACK: both sides have finished.</summary>
    LastAck = 6,

    /// <summary>TIME_WAIT: closed, late packets are awaited.</summary>
    TimeWait = 7,

    /// <summary>CLOSE: reset.</summary>
    Close = 8,

    /// <summary>SYN_SENT2: asked for by both sides at once.</summary>
    SynSent2 = 9,
}
