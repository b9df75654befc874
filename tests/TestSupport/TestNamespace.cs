using NetController.Netlink;

namespace NetController.TestSupport;

/// <summary>A private network namespace with <c>lo</c> up, in a temporary folder; disposing it removes both.</summary>
/// <remarks>It works as root and inside <c>unshare -rmn</c>, where <c>/run/netns</c> is not writable.</remarks>
public sealed class TestNamespace : IDisposable
{
    /// <summary>What a namespace takes over from the machine's own, which may route and filter already; a test begins with what the kernel starts with.</summary>
    /// <remarks><see href="https://docs.kernel.org/admin-guide/sysctl/net.html#devconf-inherit-init-net">devconf_inherit_init_net</see>.</remarks>
    private static readonly SysctlSetting[] KernelDefaults =
    [
        new(new SysctlPath("net/ipv4/ip_forward"), "0"),
        new(new SysctlPath("net/ipv4/conf/all/rp_filter"), "0"), new(new SysctlPath("net/ipv4/conf/default/rp_filter"), "0"),
        new(new SysctlPath("net/ipv4/conf/all/route_localnet"), "0"), new(new SysctlPath("net/ipv4/conf/default/route_localnet"), "0"),
    ];

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

        Namespace.WriteSysctls(KernelDefaults);
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
