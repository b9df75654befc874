using System.Runtime.InteropServices;
using System.Text;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>A container often has its <c>/proc/sys</c> mounted read-only.</summary>
public sealed class ReadOnlySysctlTests : BridgeKernelTest
{
    [Test]
    public void A_setting_that_cannot_be_written_is_named_with_the_remedy_and_nothing_is_left()
    {
        var before = Snapshot();

        var error = OnThreadWithReadOnlySysctls(() => Assert.Throws<OperationForbiddenException>(
            () => Ensure(Plan(1, null, "172.20.0.1/16")).GetAwaiter().GetResult()));

        Assert.That(error!.Problem, Is.EqualTo($"sysctl net/ipv6/conf/{Link(1)}/accept_ra cannot be set to 0: /proc/sys is mounted read-only"));
        Assert.That(error.Remedy, Does.Contain($"sysctl -w net/ipv6/conf/{Link(1)}/accept_ra=0"));
        Assert.That(error.RollbackFailures, Is.Empty);
        before.AssertSame(Snapshot());
    }

    /// <summary>Runs an action on a thread with a mount namespace of its own; the thread that enters the network namespace inherits it.</summary>
    private static T OnThreadWithReadOnlySysctls<T>(Func<T> action)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                MakeSysctlsReadOnly();
                result = action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("The action failed on its thread.", failure);
    }

    private static void MakeSysctlsReadOnly()
    {
        Require(Unshare(CloneFs | CloneNewNs), "unshare");
        Require(Mount("none", "/", MsRec | MsPrivate), "make mounts private");
        Require(Mount("/proc/sys", "/proc/sys", MsBind), "bind /proc/sys");
        Require(Mount("none", "/proc/sys", MsRemount | MsBind | MsReadOnly), "remount /proc/sys");
    }

    private static void Require(int result, string what) =>
        Assert.That(result, Is.Zero, $"{what}: errno {Marshal.GetLastPInvokeError()}");

    private const int CloneFs = 0x200;
    private const int CloneNewNs = 0x20000;
    private const ulong MsReadOnly = 0x1;
    private const ulong MsRemount = 0x20;
    private const ulong MsBind = 0x1000;
    private const ulong MsRec = 0x4000;
    private const ulong MsPrivate = 0x40000;

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unshare(int flags);

    private static int Mount(string source, string target, ulong flags) => Mount(Text(source), Text(target), null, flags, 0);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DllImport("libc", EntryPoint = "mount", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mount(byte[] source, byte[] target, byte[]? fileSystem, ulong flags, nint data);
}
