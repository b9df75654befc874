using System.CommandLine;
using System.Globalization;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>events</c>: what happened in a daemon, and with <c>--follow</c> what happens.</summary>
internal static class EventsCommand
{
    public static Command Create(NetctlConsole console)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on while things happen, until interrupted." };
        var since = ValueOptions.Value(
            "--since", "MOMENT", "Only what happened since: a duration back from now such as 10m, a date with or without time, or Unix seconds.", Moment);
        var filters = ValueOptions.Many(
            "--filter", "KEY=VALUE", "Only events that match: kind, network, endpoint or sandbox; the objects by name or the beginning of an id.", KeyValue.ParsePair);
        return new Command("events", "Print what happened in a daemon, as far back as it keeps it; with --json one object a line.") { follow, since, filters }
            .Runs(console, async (context, cancellationToken) =>
            {
                var filter = OwnEventFilter.Create(context.Parsed.GetRequiredValue(filters));
                var from = context.Parsed.GetValue(since);
                try
                {
                    await foreach (var happened in context.Session.WatchAsync(context.Parsed.GetValue(follow), cancellationToken).ConfigureAwait(false))
                    {
                        if ((from is not { } moment || Time(happened) >= moment) && filter.Matches(happened))
                        {
                            await PrintAsync(context, happened).ConfigureAwait(false);
                        }
                    }
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && context.Parsed.GetValue(follow))
                {
                    // Interrupting is how following ends.
                }

                return ExitCodes.Ok;
            });
    }

    /// <summary>Each is shown when it happens, not when a buffer is full.</summary>
    private static ValueTask PrintAsync(CommandContext context, EventJson happened)
    {
        if (context.Global.Json)
        {
            JsonOutput.WriteLine(context.Console, happened, static json => json.EventJson);
        }
        else if (!context.Global.Quiet)
        {
            context.Console.Output.WriteLine(EventLine.Text(happened));
        }

        return context.Console.FlushAsync();
    }

    private static DateTimeOffset Moment(string text) => MomentText.Parse(text, TimeProvider.System.GetUtcNow());

    private static DateTimeOffset Time(EventJson happened) =>
        DateTimeOffset.TryParse(happened.Time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : DateTimeOffset.MaxValue;
}
