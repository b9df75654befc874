using NetController.Netlink;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>Counts what is sent to the kernel.</summary>
internal sealed class CountingTracer : INetlinkTracer
{
    /// <summary>How many datagrams were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How many bytes they had.</summary>
    public int SentBytes { get; private set; }

    public void Clear() => (Sent, SentBytes) = (0, 0);

    public void Trace(NetlinkTrace trace)
    {
        if (trace.IsSent)
        {
            Sent++;
            SentBytes += trace.Datagram.Length;
        }
    }
}
