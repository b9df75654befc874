using System.CommandLine;
using NetController.Netctl.Interop;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;

namespace NetController.Netctl.Commands;

/// <summary>
/// <c>sandbox exec</c>: becomes a program inside a sandbox's network stack, so that signals, the terminal and the exit code are the
/// program's. The state is read, not opened.
/// </summary>
internal static class SandboxExecCommand
{
    public static Command Create(NetctlConsole console)
    {
        var name = ValueOptions.Names("NAME", "The sandbox.", ArgumentArity.ExactlyOne);
        var program = new Argument<string[]>("CMD") { Description = "The program with its arguments, after `--`.", Arity = ArgumentArity.OneOrMore };
        return new Command("exec", "Run a program in a sandbox's network stack, in place of netctl; 127 where there is no such program.") { name, program }
            .Runs(console, async (context, cancellationToken) =>
            {
                var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
                var sandbox = SandboxLookup.Find(state.Sandboxes, context.Name(name));
                await console.FlushAsync().ConfigureAwait(false);
                var command = context.Parsed.GetRequiredValue(program);
                var refusal = SandboxProcess.Become(sandbox.Record, command);
                return Explain(console, command[0], refusal);
            });
    }

    private static int Explain(NetctlConsole console, string program, ProgramRefusal refusal)
    {
        console.Diagnose(Severity.Error, $"program '{program}' cannot be run: {refusal.Message}");
        return refusal.IsMissing ? ExitCodes.NoProgram : ExitCodes.NotRunnable;
    }
}
