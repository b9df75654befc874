namespace NetController.Netlink;

/// <summary>Writes every datagram as annotated hexadecimal, see <see cref="NetlinkTrace.ToString"/>: what a bug report should hold.</summary>
/// <remarks>Any number of sockets, on any threads, can share one. The text may hold names, addresses and keys: look before publishing.</remarks>
/// <example><code>using var route = RouteConnection.Open(options: new NetlinkSocketOptions { Tracer = new NetlinkTextTracer(Console.Error) });</code></example>
public sealed class NetlinkTextTracer : INetlinkTracer
{
    private readonly Lock _lock = new();
    private readonly TextWriter _writer;

    /// <summary>Takes what to write to, which the caller keeps and closes.</summary>
    /// <param name="writer">The writer; it is flushed after each datagram.</param>
    public NetlinkTextTracer(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <inheritdoc/>
    public void Trace(NetlinkTrace trace)
    {
        var text = trace.ToString();
        lock (_lock)
        {
            _writer.Write(text);
            _writer.Flush();
        }
    }
}
