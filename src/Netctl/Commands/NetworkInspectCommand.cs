using System.Collections.Immutable;
using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;

namespace NetController.Netctl.Commands;

/// <summary><c>network inspect</c>: prints networks as JSON without opening the state.</summary>
internal static class NetworkInspectCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of networks.", ArgumentArity.OneOrMore);
        return new Command("inspect", "Print networks as a JSON array.") { names }.Runs(console, async (context, cancellationToken) =>
        {
            var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
            return Print(context, state.Networks, context.Parsed.GetRequiredValue(names));
        });
    }

    /// <summary>Prints what is found even where something else is not.</summary>
    private static int Print(CommandContext context, ImmutableArray<NetworkView> networks, string[] references)
    {
        var found = ImmutableArray.CreateBuilder<NetworkView>();
        var failures = new List<NetControllerException>();
        foreach (var reference in references)
        {
            try
            {
                found.Add(NetworkLookup.Find(networks, reference));
            }
            catch (NetControllerException failure)
            {
                failures.Add(failure);
            }
        }

        context.WriteJson(JsonMapping.Networks(found.ToImmutable()), static json => json.NetworkJsonArray);
        return failures.Aggregate(ExitCodes.Ok, (worst, failure) => ExitCodes.Worse(worst, context.Report(failure)));
    }
}
