using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall.Backends;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>The base of tests that apply rules in a fake host, with either iptables.</summary>
public abstract class FirewallTest(Variant variant) : KernelTest
{
    protected Variant Variant { get; } = variant;

    private protected RecordingLauncher Launcher { get; private set; } = new();

    protected IFirewall Firewall { get; private set; } = null!;

    [OneTimeSetUp]
    public void LockOfOurOwn()
    {
        // The older iptables takes its lock in /run, which belongs to the machine and to root.
        Environment.SetEnvironmentVariable("XTABLES_LOCKFILE", Path.Combine(Path.GetTempPath(), $"nctest-xtables-{Environment.ProcessId}.lock"));
    }

    [SetUp]
    public void OpenFirewall()
    {
        Launcher = new RecordingLauncher();
        Firewall = Open();
    }

    [TearDown]
    public async Task CloseFirewall() => await Firewall.DisposeAsync();

    [OneTimeTearDown]
    public void RemoveLock() => File.Delete(Environment.GetEnvironmentVariable("XTABLES_LOCKFILE")!);

    /// <summary>A firewall as a controller that starts anew gets it.</summary>
    private protected IFirewall Open(IptablesPrograms? programs = null) => new IptablesFirewall(
        new FirewallContext(NetController.Firewall.Tests.Support.Samples.Instance, NullLoggerFactory.Instance) { HostNamespacePath = Host.Path },
        programs ?? Variant.Programs,
        Launcher);

    protected string Save(IPFamily family = IPFamily.IPv4) => Variant.Save(Host, family);
}
