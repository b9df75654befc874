using System.Buffers.Binary;
using NetController.Netlink;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>Does something the moment before a transaction is sent, a number of times: what somebody else may do just then.</summary>
internal sealed class IntrudingTracer(int times, Action intrude) : INetlinkTracer
{
    // The first message of a transaction: NFNL_MSG_BATCH_BEGIN. Before a list an empty one is sent, which only waits.
    private const int BatchBegin = 0x10;
    private const int LengthOfEmpty = 64;

    private int _left = times;

    public void Trace(NetlinkTrace trace)
    {
        if (trace is { IsSent: true, Datagram.Length: > LengthOfEmpty } && BinaryPrimitives.ReadUInt16LittleEndian(trace.Datagram[4..]) == BatchBegin && _left-- > 0)
        {
            intrude();
        }
    }
}
