using System.Diagnostics;

namespace Macvlan;

/// <summary>Runs the program <c>ip</c> in one network namespace; null is the process's own. (A driver in a hurry takes NetController.Netlink instead.)</summary>
internal sealed class IpCommand(string? namespacePath)
{
    /// <summary>Whether a link exists and, where <paramref name="address"/> is given, has it.</summary>
    public bool HasLink(string name, MacAddress? address = null) =>
        Try($"ip -o link show dev {name}", out var output) && (address is null || output.Contains($"link/ether {address} ", StringComparison.Ordinal));

    /// <summary>Runs a command and gives what it printed.</summary>
    /// <exception cref="ResourceUnavailableException">It failed; the message has what it said.</exception>
    public string Run(string command) => Try(command, out var output)
        ? output
        : throw new ResourceUnavailableException($"'{command}' failed: {output.Trim()}", "see what the kernel refused");

    private bool Try(string command, out string output)
    {
        string[] enter = namespacePath is null ? [] : ["nsenter", $"--net={namespacePath}"];
        string[] words = [.. enter, .. command.Split(' ')];
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
