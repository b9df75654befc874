using System.CommandLine;
using NetController.Formats;
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
        return new Command("inspect", "Print networks as a JSON array.") { names }.Runs(console, (context, cancellationToken) => Inspection.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            static (state, reference) => NetworkLookup.Find(state.Networks, reference),
            static (context, found) => context.WriteJson(JsonMapping.Networks(found), static json => json.NetworkJsonArray),
            cancellationToken));
    }
}
