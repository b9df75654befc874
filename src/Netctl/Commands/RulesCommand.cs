using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>rules</c>: the firewall rules that the networks mean.</summary>
internal static class RulesCommand
{
    public static Command Create(NetctlConsole console)
    {
        var network = ValueOptions.Names("NETWORK", "Only the rules of this network.", ArgumentArity.ZeroOrOne);
        return new Command("rules", "Print the firewall rules that the networks mean.") { network }
            .RunsOpen(console, (context, controller, _) =>
            {
                var only = context.Parsed.GetValue(network) is [var reference] ? controller.GetNetwork(reference) : null;
                var rules = controller.RenderRules(only).TrimEnd('\n');
                if (context.Global.Json)
                {
                    var lines = rules.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                    context.WriteJson(new RulesJson(controller.FirewallBackend, lines), static json => json.RulesJson);
                }
                else if (rules.Length > 0)
                {
                    console.Output.WriteLine(rules);
                }

                return ValueTask.FromResult(ExitCodes.Ok);
            });
    }
}
