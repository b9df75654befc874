namespace NetController.Netlink;

/// <summary>How an entry of a forwarding database came about and how long it stays; the words are those of <c>bridge fdb</c>.</summary>
public enum ForwardingEntryKind
{
    /// <summary>Learned, or entered as if: ages away and moves with the traffic. <c>dynamic</c>.</summary>
    Dynamic,

    /// <summary>Entered by hand: leads to the port and stays. <c>static</c>.</summary>
    Static,

    /// <summary>An address of this host: frames to it are taken in, not forwarded. <c>local</c>, listed as <c>permanent</c>.</summary>
    Local,

    /// <summary>Learned, past its time, and about to go; only in lists. <c>stale</c>.</summary>
    Stale,
}
