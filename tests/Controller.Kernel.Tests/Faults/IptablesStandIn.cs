using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>
/// Stands in front of the programs that change iptables: once armed, the next run of one of them fails, or does its work and kills
/// the process that started it.
/// </summary>
internal sealed class IptablesStandIn : IDisposable
{
    private readonly string _folder;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    /// <summary>Puts scripts in front of the programs, for controllers that are made from now on.</summary>
    public IptablesStandIn(string folder)
    {
        _folder = Directory.CreateDirectory(Path.Combine(folder, "stand-in")).FullName;
        foreach (var program in Programs)
        {
            var script = Path.Combine(_folder, program);
            var real = HostProgram.Run($"PATH=$PATH:/usr/sbin:/sbin command -v {program}").Trim();
            File.WriteAllText(script, $$"""
                #!/bin/sh
                armed() { [ -e {{script}}.$1 ] && rm {{script}}.$1; }
                if armed fail; then cat >/dev/null; echo "injected failure" >&2; exit 1; fi
                {{real}} "$@"
                code=$?
                if armed kill; then kill -9 $PPID; fi
                exit $code

                """);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // A save is looked for beside its restore.
            var save = program.Replace("restore", "save", StringComparison.Ordinal);
            File.CreateSymbolicLink(Path.Combine(_folder, save), HostProgram.Run($"PATH=$PATH:/usr/sbin:/sbin command -v {save}").Trim());
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder}:{_path}");
    }

    /// <summary>The programs that change rules, in the order in which they run.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["iptables-restore", "ip6tables-restore"];

    /// <summary>Lets the next run of a program fail, or be its parent's end.</summary>
    public void Arm(string program, string fate) => File.WriteAllText(Path.Combine(_folder, $"{program}.{fate}"), "");

    /// <summary>Whether the program has not run since.</summary>
    public bool Disarm(string program, string fate)
    {
        var flag = Path.Combine(_folder, $"{program}.{fate}");
        var pending = File.Exists(flag);
        File.Delete(flag);
        return pending;
    }

    public void Dispose() => Environment.SetEnvironmentVariable("PATH", _path);
}
