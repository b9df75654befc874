using System.Diagnostics;
using System.Globalization;
using NetController.TestSupport;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>Docker's own daemon in namespaces of its own, where it is installed and can be started: what it starts and mounts goes with it.</summary>
internal sealed class Dockerd : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private Dockerd(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>The socket that it listens on.</summary>
    public string SocketPath => Path.Combine(_folder, "docker.sock");

    /// <summary>The cgroup of its containers.</summary>
    private string Group => Path.GetFileName(_folder);

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
            $"--net={host.Path}", "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c",
            $"ip link set lo up && mount -t tmpfs tmpfs /run && echo '{{}}' >{folder}/daemon.json && exec dockerd --data-root {folder}/data --exec-root /run/docker "
            + $"--host unix://{folder}/docker.sock --pidfile {folder}/pid --config-file {folder}/daemon.json --storage-driver vfs --cgroup-parent /{Path.GetFileName(folder)} >{folder}/log 2>&1",
        ];
        var daemon = new Dockerd(folder, Process.Start("nsenter", arguments));
        var began = TimeProvider.System.GetTimestamp();
        while (!await daemon.AnswersAsync())
        {
            if (daemon._process.HasExited || TimeProvider.System.GetElapsedTime(began) > LongestStart)
            {
                daemon.PassOver(await File.ReadAllTextAsync(Path.Combine(folder, "log")));
            }

            await Task.Delay(100);
        }

        return daemon;
    }

    /// <summary>Starts containers on the default bridge, or passes the test over.</summary>
    public void StartContainers(params string[] names)
    {
        var image = Path.Combine(_folder, "image");
        var docker = $"DOCKER_CONFIG={_folder} docker --host unix://{SocketPath}";
        var run = string.Join(" && ", names.Select(name => $"{docker} run --detach --name {name} box /bin/busybox sleep 1000000"));
        var (exitCode, output, error) = HostProgram.Try($"mkdir -p {image}/bin && cp $(command -v busybox) {image}/bin/ && tar -C {image} -c . | {docker} import - box && {run}");
        if (exitCode != 0)
        {
            PassOver(output + error);
        }
    }

    /// <summary>Runs a command in the network namespace of a container.</summary>
    public string RunInside(string container, string command)
    {
        var docker = $"DOCKER_CONFIG={_folder} docker --host unix://{SocketPath}";
        var key = HostProgram.Run($"{docker} inspect --format '{{{{.NetworkSettings.SandboxKey}}}}' {container}").Trim();
        return HostProgram.Run($"nsenter --target {Child()} --mount nsenter --net={key} {command}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // The process that made the namespaces waits for the daemon, and takes the containers along when that is gone.
            HostProgram.Try($"kill -TERM {Child()}");
            if (!_process.WaitForExit(LongestStop))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
        HostProgram.Try($"rm -rf {_folder}; find /sys/fs/cgroup -depth -type d -path '*/{Group}*' -exec rmdir {{}} +");
    }

    private void PassOver(string why)
    {
        Dispose();
        Assert.Ignore($"dockerd does not work here: {why[^Math.Min(why.Length, 500)..]}");
    }

    private int Child() =>
        int.Parse(File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Trim(), CultureInfo.InvariantCulture);

    /// <summary>It listens before it knows whether it can work, so only an answer counts.</summary>
    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await Answer.AskAsync(SocketPath, new Question("GET", "/_ping"))).Parts["status"] == "200";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
