using System.CommandLine;
using NetController.Formats;
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
        return command.RunsOpen(console, async (context, controller, cancellationToken) =>
        {
            var sandbox = await controller.CreateSandboxAsync(options.Read(context.Parsed), cancellationToken).ConfigureAwait(false);
            if (context.Global.Json)
            {
                context.WriteJson(new CreatedJson(sandbox.Id.ToString(), sandbox.Name), static json => json.CreatedJson);
            }
            else
            {
                context.Console.Output.WriteLine(sandbox.Id);
            }

            return ExitCodes.Ok;
        });
    }
}
