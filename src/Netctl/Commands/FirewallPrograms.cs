using System.ComponentModel;
using System.Diagnostics;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Commands;

/// <summary>Finds the programs that firewall backends use and asks each for its version.</summary>
internal static class FirewallPrograms
{
    // A user's PATH often lacks where administrators' programs are.
    private static readonly string[] AlwaysSearched = ["/usr/sbin", "/sbin"];

    /// <summary>Describes a program; a missing or failing one is described as such.</summary>
    public static async Task<FirewallProgramJson> DescribeAsync(string program, CancellationToken cancellationToken) =>
        Find(program) is { } path
            ? new FirewallProgramJson(program, path, await VersionAsync(path, cancellationToken).ConfigureAwait(false))
            : new FirewallProgramJson(program, null, null);

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(AlwaysSearched)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static async Task<string?> VersionAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            });
            if (process is null)
            {
                return null;
            }

            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 && text.Split('\n')[0].Trim() is { Length: > 0 } version ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
