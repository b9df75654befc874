using System.Diagnostics;
using System.Net.Sockets;
using NetController.TestSupport;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>Docker's own daemon in a namespace of its own, where it is installed and can be started.</summary>
internal sealed class Dockerd : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private Dockerd(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>The socket that it listens on.</summary>
    public string SocketPath => Path.Combine(_folder, "docker.sock");

    /// <summary>Starts it, or passes the test over.</summary>
    public static async Task<Dockerd> StartAsync(TestNamespace host)
    {
        if (!HostProgram.Exists("dockerd"))
        {
            Assert.Ignore("dockerd is not installed");
        }

        var folder = Directory.CreateTempSubdirectory("nctest-dockerd-").FullName;
        string[] arguments =
        [
            $"--net={host.Path}", "sh", "-c",
            $"exec dockerd --data-root {folder}/data --exec-root {folder}/exec --host unix://{folder}/docker.sock --pidfile {folder}/pid --storage-driver vfs >{folder}/log 2>&1",
        ];
        var daemon = new Dockerd(folder, Process.Start("nsenter", arguments));
        var began = TimeProvider.System.GetTimestamp();
        while (!await daemon.AnswersAsync())
        {
            if (daemon._process.HasExited || TimeProvider.System.GetElapsedTime(began) > LongestStart)
            {
                var log = await File.ReadAllTextAsync(Path.Combine(folder, "log"));
                daemon.Dispose();
                Assert.Ignore($"dockerd does not start here: {log[^Math.Min(log.Length, 500)..]}");
            }

            await Task.Delay(100);
        }

        return daemon;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            HostProgram.Try($"kill -TERM {_process.Id}");
            if (!_process.WaitForExit(LongestStop))
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }
        }

        _process.Dispose();
        HostProgram.Try($"umount -R {_folder}/exec/netns/* {_folder}/data 2>/dev/null; rm -rf {_folder}");
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
