using BenchmarkDotNet.Attributes;
using NetController.Netlink;

namespace NetController.Benchmarks.Micro;

/// <summary>One request and its answer.</summary>
[InProcess]
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private const ushort NoOperation = 1;
    private static readonly LinkIndex Loopback = new(1);

    private readonly LinkUpdate _update = new() { TxQueueLength = 1000 };
    private PrivateNamespace _namespace = null!;
    private NetlinkSocket _socket = null!;

    [GlobalSetup]
    public void Open()
    {
        _namespace = new PrivateNamespace();
        _socket = NetlinkSocket.Open(NetlinkProtocol.Route, _namespace.Namespace);
    }

    [GlobalCleanup]
    public void Close()
    {
        _socket.Dispose();
        _namespace.Dispose();
    }

    [Benchmark]
    public void Acknowledgement()
    {
        using var request = _socket.Begin(NoOperation, MessageFlags.None, "no operation");
        _socket.Execute(request);
    }

    [Benchmark]
    public Link FindLinkByIndex() => _namespace.Route.GetLink(Loopback);

    [Benchmark]
    public Link? FindLinkByName() => _namespace.Route.FindLink("lo");

    [Benchmark]
    public void UpdateLink() => _namespace.Route.UpdateLink(Loopback, _update);
}
