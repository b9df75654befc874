using NetController.CrashHost;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>Builds the fault line and puts it in its place before the first test: afterwards the C library's functions are known already.</summary>
[SetUpFixture]
internal sealed class FaultLineSetUp
{
    private static string _folder = "";

    /// <summary>The faults of this process.</summary>
    public static FaultLine Faults { get; private set; } = null!;

    /// <summary>The library, for another process.</summary>
    public static string Library => Path.Combine(_folder, "libfaultline.so");

    [OneTimeSetUp]
    public void Install()
    {
        _folder = Directory.CreateTempSubdirectory("nctest-faults-").FullName;
        HostProgram.Run($"gcc -O2 -Wall -Werror -shared -fPIC -o {Library} {Path.Combine(AppContext.BaseDirectory, "faultline.c")}");
        Faults = FaultLine.Install(Library);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);
}
