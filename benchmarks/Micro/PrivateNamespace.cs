using NetController.Netlink;

namespace NetController.Benchmarks.Micro;

/// <summary>A network namespace of the benchmark's own, which goes with it.</summary>
internal sealed class PrivateNamespace : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"netbench-{Environment.ProcessId}-{Guid.NewGuid():N}");

    internal PrivateNamespace()
    {
        Namespace = NetworkNamespace.CreateAt(_path);
        Route = RouteConnection.Open(Namespace);
        Route.UpdateLink(new LinkIndex(1), new LinkUpdate { IsUp = true });
    }

    internal NetworkNamespace Namespace { get; }

    internal RouteConnection Route { get; }

    /// <summary>Makes pairs of links, all in one group, so that they can go together.</summary>
    internal void MakeLinks(int count)
    {
        for (var i = 0; i < count / 2; i++)
        {
            Route.CreateLink(new VethSpec($"a{i}", $"b{i}") { Group = LinkGroup, PeerGroup = LinkGroup });
        }
    }

    public void Dispose()
    {
        try
        {
            Route.DeleteLinkGroup(LinkGroup);
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENODEV)
        {
            // This benchmark made no links.
        }

        Route.Dispose();
        Namespace.Dispose();
        NetworkNamespace.DeleteAt(_path);
    }

    private const int LinkGroup = 7;
}
