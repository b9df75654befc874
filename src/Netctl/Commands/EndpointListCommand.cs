using System.Collections.Immutable;
using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint ls</c>: lists endpoints, those that are only reserved included, without opening the state.</summary>
internal static class EndpointListCommand
{
    public static Command Create(NetctlConsole console)
    {
        var noTruncation = new Option<bool>("--no-trunc") { Description = "Print whole ids." };
        var command = new Command("ls", "List endpoints, those that are only reserved included.") { noTruncation };
        command.Aliases.Add("list");
        return command.Runs(console, async (context, cancellationToken) =>
        {
            var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
            Print(context, state.Endpoints, context.Parsed.GetValue(noTruncation));
            return ExitCodes.Ok;
        });
    }

    public static void Print(CommandContext context, ImmutableArray<EndpointView> endpoints, bool wholeIds) => context.Print(
        SandboxMapping.Endpoints(endpoints),
        static json => json.EndpointJsonArray,
        () => EndpointTable.Write(context.Console, endpoints, wholeIds),
        endpoints.Select(endpoint => EndpointTable.Id(endpoint, wholeIds)));
}
