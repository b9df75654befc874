using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint inspect</c>: prints endpoints as JSON without opening the state.</summary>
internal static class EndpointInspectCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of endpoints.", ArgumentArity.OneOrMore);
        return new Command("inspect", "Print endpoints as a JSON array.") { names }.Runs(console, (context, cancellationToken) => Inspection.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            static (state, reference) => EndpointLookup.Find(state.Endpoints, reference),
            static (context, found) => context.WriteJson(SandboxMapping.Endpoints(found), static json => json.EndpointJsonArray),
            cancellationToken));
    }
}
