using System.CommandLine;
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
            .RunsOpen(console, async (context, operations, cancellationToken) =>
            {
                var only = context.Parsed.GetValue(network) is [var reference] ? reference : null;
                var rules = await operations.RulesAsync(only, cancellationToken).ConfigureAwait(false);
                context.Print(rules, static json => json.RulesJson, () =>
                {
                    foreach (var rule in rules.Rules)
                    {
                        console.Output.WriteLine(rule);
                    }
                });
                return ExitCodes.Ok;
            });
    }
}
