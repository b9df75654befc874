using System.CommandLine;
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
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            var created = await operations.CreateNetworkAsync(options.Read(context.Parsed), cancellationToken).ConfigureAwait(false);
            if (context.Global.Json)
            {
                context.WriteJson(created, static json => json.CreatedJson);
            }
            else
            {
                context.Console.Output.WriteLine(created.Id);
            }

            return ExitCodes.Ok;
        });
    }
}
