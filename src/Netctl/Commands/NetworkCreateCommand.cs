using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>network create</c>: makes a network and prints its id.</summary>
internal static class NetworkCreateCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new NetworkCreateOptions();
        var command = new Command("create", "Create a network and print its id.");
        options.AddTo(command);
        return command.RunsOpen(console, async (context, controller, cancellationToken) =>
        {
            var spec = options.Read(context.Parsed).ToSpec(controller.Drivers);
            var network = await controller.CreateNetworkAsync(spec, cancellationToken).ConfigureAwait(false);
            if (context.Global.Json)
            {
                context.WriteJson(new CreatedJson(network.Id.ToString(), network.Name), static json => json.CreatedJson);
            }
            else
            {
                context.Console.Output.WriteLine(network.Id);
            }

            return ExitCodes.Ok;
        });
    }
}
