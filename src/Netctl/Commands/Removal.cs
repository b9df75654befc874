using NetController.Formats;

namespace NetController.Netctl.Commands;

/// <summary>What every <c>rm</c> has in common: it carries on past what cannot be removed, and prints what was.</summary>
internal static class Removal
{
    /// <summary>Removes what was named and gives the exit code.</summary>
    /// <param name="context">The command.</param>
    /// <param name="references">What was named.</param>
    /// <param name="remove">Removes one object.</param>
    /// <param name="explain">Says more about a failure, after it was reported.</param>
    public static async ValueTask<int> RunAsync(
        CommandContext context, string[] references, Func<string, ValueTask> remove, Func<NetControllerException, ValueTask>? explain = null)
    {
        var worst = ExitCodes.Ok;
        var removed = new List<string>();
        foreach (var reference in references)
        {
            try
            {
                await remove(reference).ConfigureAwait(false);
                removed.Add(reference);
                if (context.Global is { Json: false, Quiet: false })
                {
                    context.Console.Output.WriteLine(reference);
                }
            }
            catch (NetControllerException failure)
            {
                worst = ExitCodes.Worse(worst, context.Report(failure));
                if (explain is not null)
                {
                    await explain(failure).ConfigureAwait(false);
                }
            }
        }

        if (context.Global.Json)
        {
            context.WriteJson(new RemovedJson(removed), static json => json.RemovedJson);
        }

        return worst;
    }
}
