using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.Commands;

/// <summary>What every <c>inspect</c> has in common: what is found is printed even where something else is not.</summary>
internal static class Inspection
{
    /// <summary>Prints what is found, then reports what is not, and gives the exit code. The state is read, not opened.</summary>
    /// <param name="context">The command.</param>
    /// <param name="references">What was named.</param>
    /// <param name="find">Finds one object.</param>
    /// <param name="print">Prints all that was found.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public static async ValueTask<int> RunAsync<T>(
        CommandContext context,
        string[] references,
        Func<StateView, string, T> find,
        Action<CommandContext, ImmutableArray<T>> print,
        CancellationToken cancellationToken)
    {
        var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var found = ImmutableArray.CreateBuilder<T>();
        var failures = new List<NetControllerException>();
        foreach (var reference in references)
        {
            try
            {
                found.Add(find(state, reference));
            }
            catch (NetControllerException failure)
            {
                failures.Add(failure);
            }
        }

        print(context, found.ToImmutable());
        return failures.Aggregate(ExitCodes.Ok, (worst, failure) => ExitCodes.Worse(worst, context.Report(failure)));
    }
}
