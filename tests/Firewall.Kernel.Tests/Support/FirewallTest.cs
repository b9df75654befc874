using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall.Backends;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>The base of tests that apply rules in a fake host, with either iptables or nf_tables itself.</summary>
public abstract class FirewallTest(Variant variant) : KernelTest
{
    protected Variant Variant { get; } = variant;

    private protected RecordingLauncher Launcher { get; private set; } = new();

    protected IFirewall Firewall { get; private set; } = null!;

    private protected FirewallContext Context => new(NetController.Firewall.Tests.Support.Samples.Instance, NullLoggerFactory.Instance) { HostNamespacePath = Host.Path };

    [OneTimeSetUp]
    public void LockApart() => Variant.LockApart();

    [SetUp]
    public void OpenFirewall()
    {
        Launcher = new RecordingLauncher();
        Firewall = Open();
    }

    [TearDown]
    public async Task CloseFirewall() => await Firewall.DisposeAsync();

    [OneTimeTearDown]
    public void RemoveLock() => Variant.RemoveLock();

    /// <summary>A firewall as a controller that starts anew gets it.</summary>
    private protected IFirewall Open(IptablesPrograms? programs = null) => Variant.IsNative
        ? new NftablesFirewall(Context, leftovers: null)
        : new IptablesFirewall(Context, programs ?? Variant.Programs, Launcher);

    protected string Save(IPFamily family = IPFamily.IPv4) => Variant.Save(Host, family);
}
