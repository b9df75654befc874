using NetController.Firewall.Backends;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>
/// What applies the rules: one of the two programs that are called iptables, the one that speaks to nf_tables and the older one with tables of its own
/// in the kernel, or nf_tables itself.
/// </summary>
public sealed record Variant(string Name)
{
    private static readonly Variant[] Known = [new("nft"), new("legacy")];

    /// <summary>Both backends, with each iptables that is usable.</summary>
    public static IEnumerable<Variant> Backends => [new("nftables"), .. Usable];

    /// <summary>The programs that this machine has and its kernel serves; the first is always tried, so that a machine without any fails.</summary>
    public static IEnumerable<Variant> Usable
    {
        get
        {
            LockApart();
            return [Known[0], .. Known[1..].Where(static variant => variant.Works)];
        }
    }

    /// <summary>Whether no program takes part.</summary>
    public bool IsNative => Name == "nftables";

    /// <summary>Its programs.</summary>
    internal IptablesPrograms Programs => new(ProgramsOf("iptables"), ProgramsOf("ip6tables"));

    // The older iptables takes a lock in /run, which belongs to the machine and to root.
    private static string LockFile { get; } = Path.Combine(Path.GetTempPath(), $"nctest-xtables-{Environment.ProcessId}.lock");

    private bool Works => HostProgram.Try($"unshare -n iptables-{Name} -L").ExitCode == 0;

    /// <summary>Makes every iptables that is started from here on take its lock in a file of the tests' own.</summary>
    public static void LockApart() => Environment.SetEnvironmentVariable("XTABLES_LOCKFILE", LockFile);

    /// <summary>Removes that file.</summary>
    public static void RemoveLock() => File.Delete(LockFile);

    /// <summary>What the kernel holds, as the save program prints it, without the lines that change each time.</summary>
    public string Save(TestNamespace host, IPFamily family) => string.Join('\n', host.Run($"{Prefix(family)}-{Name}-save").Split('\n').Where(static line => !line.StartsWith('#')));

    /// <summary>Runs one command of the variant's <c>iptables</c> or <c>ip6tables</c>; beside nf_tables itself, of the one that speaks to it.</summary>
    public void Run(TestNamespace host, string command, IPFamily family = IPFamily.IPv4) => host.Run($"{Prefix(family)}-{(IsNative ? Known[0].Name : Name)} {command}");

    /// <summary>Takes away the rules that keep loopback addresses to the host itself.</summary>
    public void LiftLoopbackProtection(TestNamespace host) => host.Run(IsNative ? "nft flush chain inet netctl protect" : $"iptables-{Name} -t raw -F NETCTL");

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Prefix(IPFamily family) => family == IPFamily.IPv4 ? "iptables" : "ip6tables";

    private FamilyPrograms ProgramsOf(string prefix) => new($"/usr/sbin/{prefix}-{Name}-restore", $"/usr/sbin/{prefix}-{Name}-save");
}
