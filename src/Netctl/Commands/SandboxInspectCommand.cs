using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;

namespace NetController.Netctl.Commands;

/// <summary><c>sandbox inspect</c>: prints sandboxes with their endpoints as JSON without opening the state.</summary>
internal static class SandboxInspectCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of sandboxes.", ArgumentArity.OneOrMore);
        return new Command("inspect", "Print sandboxes with their endpoints as a JSON array.") { names }.Runs(console, (context, cancellationToken) => Inspection.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            static (state, reference) => SandboxLookup.Find(state.Sandboxes, reference),
            static (context, found) => context.WriteJson(SandboxMapping.Sandboxes(found), static json => json.SandboxJsonArray),
            cancellationToken));
    }
}
