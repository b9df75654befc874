using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>sandbox create</c>: makes a sandbox and prints its id.</summary>
internal static class SandboxCreateCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new SandboxCreateOptions();
        var command = new Command("create", "Create a sandbox and print its id.");
        options.AddTo(command);
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            var created = await operations.CreateSandboxAsync(options.Read(context.Parsed), cancellationToken).ConfigureAwait(false);
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
