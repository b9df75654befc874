using System.Collections.Immutable;
using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>network ls</c>: lists networks without opening the state.</summary>
internal static class NetworkListCommand
{
    public static Command Create(NetctlConsole console)
    {
        var filters = ValueOptions.Many(
            "--filter", "KEY=VALUE", "Only networks that match: dangling, driver, id, label, name, scope or type=custom|builtin.", KeyValue.Parse, "-f");
        var noTruncation = new Option<bool>("--no-trunc") { Description = "Print whole ids." };
        var command = new Command("ls", "List networks.") { filters, noTruncation };
        command.Aliases.Add("list");
        return command.Runs(console, async (context, cancellationToken) =>
        {
            var filter = NetworkFilter.Create(context.Parsed.GetRequiredValue(filters));
            var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
            Print(context, [.. state.Networks.Where(filter.Matches)], context.Parsed.GetValue(noTruncation));
            return ExitCodes.Ok;
        });
    }

    private static void Print(CommandContext context, ImmutableArray<NetworkView> networks, bool wholeIds) => context.Print(
        JsonMapping.Networks(networks),
        static json => json.NetworkJsonArray,
        () => NetworkTable.Write(context.Console, networks, wholeIds),
        networks.Select(network => NetworkTable.Id(network, wholeIds)));
}
