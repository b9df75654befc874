using NetController.Netctl.Daemon;

namespace NetController.Netctl.Output;

/// <summary>Prints what went wrong: the problem, what to do about it, and what could not be undone.</summary>
internal static class ErrorReport
{
    /// <summary>Prints a failure and gives its exit code. The stack of an unforeseen one is shown only to those who asked for detail.</summary>
    public static int Write(NetctlConsole console, Exception failure, bool verbose, CancellationToken cancellationToken = default)
    {
        switch (failure)
        {
            case NetControllerException known:
                Known(console, known);
                break;
            case FormatException:
                console.Diagnose(Severity.Error, failure.Message);
                console.Diagnose(Severity.Hint, "correct the value; nothing was changed");
                break;
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                console.Diagnose(Severity.Error, "interrupted; what was begun has been undone");
                return ExitCodes.Interrupted;
            default:
                console.Diagnose(Severity.Error, $"unexpected {failure.GetType().Name}: {failure.Message}");
                Unforeseen(console, failure, verbose);
                return ExitCodes.Failed;
        }

        return ExitCodes.Of(failure);
    }

    /// <summary>Prints what is wrong with a command line and gives the exit code.</summary>
    public static int Usage(NetctlConsole console, string command, IEnumerable<string> problems)
    {
        foreach (var problem in problems.Distinct(StringComparer.Ordinal))
        {
            console.Diagnose(Severity.Error, problem.TrimEnd('.'));
        }

        console.Diagnose(Severity.Hint, $"see `{command} --help`; nothing was changed");
        return ExitCodes.Invalid;
    }

    private static void Known(NetctlConsole console, NetControllerException failure)
    {
        console.Diagnose(Severity.Error, failure.Problem);
        var notUndone = failure is DaemonRefusalException refusal ? refusal.NotUndone : failure.RollbackFailures.Select(static rollback => rollback.Message);
        foreach (var rollback in notUndone)
        {
            console.Diagnose(Severity.Error, $"could not be undone: {rollback}");
        }

        if (failure.Remedy.Length > 0)
        {
            console.Diagnose(Severity.Hint, failure.Remedy);
        }
    }

    private static void Unforeseen(NetctlConsole console, Exception failure, bool verbose)
    {
        if (verbose)
        {
            console.Error.WriteLine(failure);
        }
        else
        {
            console.Diagnose(Severity.Hint, "run it again with -v to see where it happened");
        }
    }
}
