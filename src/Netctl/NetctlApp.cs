using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NetController.Netctl.Commands;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl;

/// <summary>The whole tool as one function from a command line to text and an exit code.</summary>
internal static class NetctlApp
{
    // An argument that begins with '@' is an argument, not a file to read more of them from.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line without a terminal.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(args, new NetctlConsole(output, error), cancellationToken);

    /// <summary>Runs a command line. What goes wrong is printed and told by the exit code; nothing is thrown.</summary>
    public static async Task<int> RunAsync(string[] args, NetctlConsole console, CancellationToken cancellationToken)
    {
        var exitCode = await DispatchAsync(args, console, cancellationToken).ConfigureAwait(false);
        try
        {
            await console.FlushAsync().ConfigureAwait(false);
            return exitCode;
        }
        catch (IOException failure)
        {
            await console.Error.WriteLineAsync($"error: the output cannot be written: {failure.Message}").ConfigureAwait(false);
            await console.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> DispatchAsync(string[] args, NetctlConsole console, CancellationToken cancellationToken)
    {
        var root = RootCommandFactory.Create(console);
        var problems = new List<string>();
        var parsed = CommandLineParser.Parse(root, BooleanWords.Normalize(args, root, problems), Parsing);
        if (parsed.Action is ParseErrorAction || problems.Count > 0)
        {
            problems.AddRange(parsed.Errors.Select(static error => error.Message));
            return ErrorReport.Usage(console, parsed.CommandResult.Command.UsageName(), problems);
        }

        var configuration = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return ErrorReport.Write(console, failure, GlobalOptions.IsVerbose(parsed), cancellationToken);
        }
    }
}
