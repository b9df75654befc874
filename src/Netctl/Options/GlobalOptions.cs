using System.CommandLine;
using NetController.Firewall;
using NetController.Netctl.Daemon;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Options;

/// <summary>What every command is told: where the state is, who applies the rules, how to print.</summary>
internal sealed record GlobalOptions
{
    private const string RootName = "--root";
    private const string HostName = "--host";
    private const string FirewallName = "--firewall";
    private const string JsonName = "--json";
    private const string QuietName = "--quiet";
    private const string VerboseName = "--verbose";

    /// <summary>The folder of the state.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The folder of run-time files.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Whether the command line names the folder of the state.</summary>
    public bool RootIsNamed { get; init; }

    /// <summary>The daemon that the command line names; null for none.</summary>
    public DaemonAddress? Host { get; init; }

    /// <summary>What applies the rules; null where the command line does not say.</summary>
    public FirewallBackend? Firewall { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to print ids alone, or nothing.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether to log.</summary>
    public bool Verbose { get; init; }

    /// <summary>Makes the options known to every command below <paramref name="root"/>.</summary>
    public static void AddTo(RootCommand root)
    {
        Option[] options =
        [
            ValueOptions.Text(RootName, "DIR", "Keep the state in DIR/networks.db and run-time files in DIR/run (default /var/lib/netctl and /run/netctl)."),
            ValueOptions.Object(
                HostName,
                "unix:///PATH",
                $"Talk to the daemon that listens there instead of opening the state (default: that of {SessionFactory.HostVariable}, or one at {SessionFactory.SocketName} in the run-time folder).",
                DaemonAddress.Parse),
            ValueOptions.Value<FirewallBackend>(FirewallName, "auto|nftables|iptables|none", "What applies the firewall rules.", FirewallWord.Parse),
            new Option<bool>(JsonName) { Description = "Print JSON instead of tables." },
            new Option<bool>(QuietName, "-q") { Description = "Print ids alone, or nothing where there are none to print; --json wins." },
            new Option<bool>(VerboseName, "-v") { Description = "Log what is done to standard error." },
        ];
        foreach (var option in options)
        {
            option.Recursive = true;
            root.Add(option);
        }
    }

    /// <summary>Reads the options of a command line without errors.</summary>
    public static GlobalOptions From(ParseResult parsed)
    {
        var defaults = new NetworkControllerOptions();
        var root = parsed.GetValue<string?>(RootName) is { } directory ? Path.GetFullPath(directory) : null;
        return new GlobalOptions
        {
            StateDirectory = root ?? defaults.StateDirectory,
            RunDirectory = root is null ? defaults.RunDirectory : Path.Combine(root, "run"),
            RootIsNamed = root is not null,
            Host = parsed.GetValue<DaemonAddress?>(HostName),
            Firewall = parsed.GetValue<FirewallBackend?>(FirewallName),
            Json = parsed.GetValue<bool>(JsonName),
            Quiet = parsed.GetValue<bool>(QuietName),
            Verbose = IsVerbose(parsed),
        };
    }

    /// <summary>Whether failures are to be shown in full.</summary>
    public static bool IsVerbose(ParseResult parsed) => parsed.GetValue<bool>(VerboseName);
}
