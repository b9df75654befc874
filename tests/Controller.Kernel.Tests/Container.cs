using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>A real container: a busybox root file system that <c>crun</c> runs in a sandbox's network, as a container engine would have it.</summary>
internal sealed class Container : IDisposable
{
    /// <summary>A 1.8 version of the runtime refuses a machine with both versions of control groups; it sees the second alone, where there are both.</summary>
    private const string OneCgroupVersion = "if [ -d /sys/fs/cgroup/unified ]; then mount --bind /sys/fs/cgroup/unified /sys/fs/cgroup; fi";

    private static readonly string[] MayListen = ["CAP_NET_BIND_SERVICE"];

    private readonly string _folder;
    private readonly string _runtime;

    private Container(string folder)
    {
        _folder = folder;
        _runtime = $"crun --root {folder}/run --cgroup-manager=disabled";
    }

    private string Root => Path.Combine(_folder, "rootfs");

    /// <summary>Starts a web server in the sandbox.</summary>
    /// <param name="folder">Where the container may keep its files.</param>
    /// <param name="sandbox">Its network, and the content of its hosts file and resolv.conf.</param>
    /// <param name="page">What it serves.</param>
    public static Container Serve(string folder, Sandbox sandbox, string page)
    {
        var container = new Container(folder);
        container.WriteBundle(sandbox, page);
        // The streams of a container that goes on running are not those of the test.
        var (exitCode, _, _) = HostProgram.Try(
            $"unshare --mount sh -c '{OneCgroupVersion}; exec {container._runtime} run --detach --bundle {folder} web' </dev/null >{folder}/log 2>&1");
        return exitCode == 0 ? container : throw new InvalidOperationException($"crun exited with {exitCode}: {File.ReadAllText($"{folder}/log")}");
    }

    /// <summary>Runs one of busybox's programs inside and returns what it printed.</summary>
    public string Exec(string program) => HostProgram.Run($"unshare --mount sh -c '{OneCgroupVersion}; exec {_runtime} exec web /bin/busybox {program}'");

    /// <summary>Returns when the server listens.</summary>
    public async Task WaitUntilServingAsync()
    {
        for (var looks = 0; !Exec("netstat -ltn").Contains(":80 ", StringComparison.Ordinal); looks++)
        {
            Assert.That(looks, Is.LessThan(100), () => $"the container serves nothing: {File.ReadAllText($"{_folder}/log")}");
            await Task.Delay(20);
        }
    }

    /// <summary>Stops it and removes all that the runtime keeps of it.</summary>
    public void Dispose() => HostProgram.Run($"{_runtime} delete --force web");

    private void WriteBundle(Sandbox sandbox, string page)
    {
        foreach (var directory in new[] { "bin", "dev", "etc", "proc", "www" })
        {
            Directory.CreateDirectory(Path.Combine(Root, directory));
        }

        HostProgram.Run($"cp \"$(command -v busybox)\" {Root}/bin/busybox");
        File.WriteAllText(Path.Combine(Root, "www", "index.html"), page);
        File.WriteAllText(Path.Combine(_folder, "hosts"), sandbox.RenderHostsFile());
        File.WriteAllText(Path.Combine(_folder, "resolv.conf"), sandbox.RenderResolverFile());
        File.WriteAllText(Path.Combine(_folder, "config.json"), JsonSerializer.Serialize(Configuration(sandbox)));
    }

    /// <summary>The container as the OCI runtime specification describes one; its network namespace is the sandbox's.</summary>
    private object Configuration(Sandbox sandbox) => new
    {
        ociVersion = "1.0.2",
        hostname = sandbox.Record.Spec.Hostname,
        root = new { path = Root, @readonly = true },
        process = new
        {
            user = new { uid = 0, gid = 0 },
            cwd = "/",
            args = new[] { "/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www" },
            capabilities = new { bounding = MayListen, permitted = MayListen, effective = MayListen },
        },
        mounts = new object[]
        {
            new { destination = "/proc", type = "proc", source = "proc" },
            new { destination = "/dev", type = "tmpfs", source = "tmpfs" },
            Bind("hosts"),
            Bind("resolv.conf"),
        },
        linux = new
        {
            namespaces = new object[]
            {
                new { type = "mount" }, new { type = "pid" }, new { type = "uts" }, new { type = "ipc" }, new { type = "network", path = sandbox.NamespacePath },
            },
        },
    };

    private object Bind(string file) => new { destination = $"/etc/{file}", type = "bind", source = Path.Combine(_folder, file), options = new[] { "bind", "ro" } };
}
