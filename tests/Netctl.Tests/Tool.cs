using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>Runs the tool inside the test.</summary>
internal static class Tool
{
    public static async Task<ToolResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await NetctlApp.RunAsync(args, output, error, TestContext.CurrentContext.CancellationToken);
        return new ToolResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Prints to a console that keeps what is printed.</summary>
    public static string Print(Action<NetctlConsole> print)
    {
        using var output = new StringWriter();
        print(new NetctlConsole(output, output));
        return output.ToString();
    }
}

/// <summary>How the tool ended and what it printed.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
