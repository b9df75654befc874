using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>ports</c>: which ports of the host lead where, and who has one, without opening the state.</summary>
internal static class PortsCommand
{
    public static Command Create(NetctlConsole console)
    {
        var why = ValueOptions.Value(
            "--why", "PORT[/PROTO]", "Say who has this port: an endpoint, another process, or the kernel's range for outgoing connections.", PortQuestion.Parse);
        return new Command("ports", "List the published ports of the host, or say who has one.") { why }.Runs(console, async (context, cancellationToken) =>
        {
            if (context.Parsed.GetValue(why) is { } question)
            {
                Explain(context, await context.Session.ExplainPortAsync(question, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                List(context, await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false));
            }

            return ExitCodes.Ok;
        });
    }

    private static void List(CommandContext context, StateView state) => context.Print(
        SandboxMapping.PublishedPorts(state.Endpoints), static json => json.PublishedPortJsonArray, () => PortTable.Write(context.Console, state.Endpoints));

    private static void Explain(CommandContext context, PortAnswerJson answer) =>
        context.Print(answer, static json => json.PortAnswerJson, () => PortReport.Write(context.Console, answer));
}
