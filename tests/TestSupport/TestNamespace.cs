using NetController.Netlink;

namespace NetController.TestSupport;

/// <summary>A private network namespace with <c>lo</c> up, in a temporary folder; disposing it removes both.</summary>
/// <remarks>It works as root and inside <c>unshare -rmn</c>, where <c>/run/netns</c> is not writable.</remarks>
public sealed class TestNamespace : IDisposable
{
    private static int _count;

    private readonly string _folder;

    /// <summary>Makes the namespace.</summary>
    /// <param name="name">A word that tells it apart in paths, for example <c>host</c>.</param>
    public TestNamespace(string name = "ns")
    {
        _folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"nctest-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(_folder);
        Path = System.IO.Path.Combine(_folder, name);
        try
        {
            Namespace = NetworkNamespace.CreateAt(Path);
        }
        catch (NetworkNamespaceException e) when (e.Errno is Errno.EPERM or Errno.EACCES)
        {
            Directory.Delete(_folder, recursive: true);
            throw Privilege.Missing(e);
        }

        Route = RouteConnection.Open(Namespace);
        Route.UpdateLink(new LinkIndex(1), new LinkUpdate { IsUp = true });
    }

    /// <summary>The file the namespace is bound to.</summary>
    public string Path { get; }

    /// <summary>The namespace.</summary>
    public NetworkNamespace Namespace { get; }

    /// <summary>A connection that looks after it.</summary>
    public RouteConnection Route { get; }

    /// <summary>Runs a shell command inside and insists on its success.</summary>
    /// <param name="command">For example <c>ip -j address</c>.</param>
    /// <returns>Its standard output.</returns>
    public string Run(string command) => HostProgram.Run(command, Path);

    /// <summary>Runs a shell command inside and returns how it ended.</summary>
    /// <param name="command">For example <c>ping -c1 10.0.0.2</c>.</param>
    /// <returns>Exit code, standard output and standard error.</returns>
    public (int ExitCode, string Output, string Error) TryRun(string command) => HostProgram.Try(command, Path);

    /// <inheritdoc/>
    public void Dispose()
    {
        Route.Dispose();
        Namespace.Dispose();
        NetworkNamespace.DeleteAt(Path);
        Directory.Delete(_folder, recursive: true);
    }
}
