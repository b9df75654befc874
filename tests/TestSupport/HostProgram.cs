using System.Diagnostics;

namespace NetController.TestSupport;

/// <summary>Runs programs of the machine and insists on their success.</summary>
public static class HostProgram
{
    /// <summary>Runs a shell command and returns what it printed.</summary>
    /// <param name="command">The command, as for <c>sh -c</c>.</param>
    /// <param name="namespacePath">The network namespace to run it in, or null for that of the tests.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds its standard error.</exception>
    public static string Run(string command, string? namespacePath = null)
    {
        var (exitCode, output, error) = Try(command, namespacePath);
        return exitCode == 0 ? output : throw new InvalidOperationException($"\"{command}\" exited with {exitCode}: {error}{output}");
    }

    /// <summary>Runs a shell command and returns how it ended.</summary>
    /// <param name="command">The command, as for <c>sh -c</c>.</param>
    /// <param name="namespacePath">The network namespace to run it in, or null for that of the tests.</param>
    /// <returns>Exit code, standard output and standard error.</returns>
    public static (int ExitCode, string Output, string Error) Try(string command, string? namespacePath = null)
    {
        string[] arguments = namespacePath is null
            ? ["sh", "-c", command]
            : ["nsenter", $"--net={namespacePath}", "sh", "-c", command];
        var start = new ProcessStartInfo(arguments[0], arguments[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Whether a program is installed.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when the shell finds it.</returns>
    public static bool Exists(string name) => Try($"command -v {name}").ExitCode == 0;
}
