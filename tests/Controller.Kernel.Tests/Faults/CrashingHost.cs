using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>The host process beside this one, of the same configuration, which kills itself where it is told to.</summary>
internal static class CrashingHost
{
    /// <summary>How a shell tells that a program died of SIGKILL.</summary>
    public const int Killed = 137;

    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "CrashHost", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "NetController.CrashHost"));

    /// <summary>Runs one operation in it.</summary>
    /// <param name="host">The host's network.</param>
    /// <param name="state">The folder of its state.</param>
    /// <param name="step">The step that it dies before; 0 for none.</param>
    /// <param name="operation">The operation, with options before it.</param>
    /// <param name="environment">Words before the program, such as <c>PATH=/x:$PATH</c>.</param>
    public static (int ExitCode, string Output, string Error) Run(TestNamespace host, string state, int step, string operation, string environment = "") =>
        host.TryRun($"{environment} {Program} {state} {step} {operation}");
}
