using System.Runtime.InteropServices;
using System.Text;
using NetController.Netctl.Output;

namespace NetController.Netctl;

/// <summary>The process around the tool: its streams, its terminal and its signals.</summary>
internal static class NetctlProcess
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Runs the command line with the process's own streams; Ctrl-C and SIGTERM cancel it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        var output = Writer(Console.OpenStandardOutput());
        var error = Writer(Console.OpenStandardError());

        // Logs show how far a command has come; they must not wait for its end.
        error.AutoFlush = true;
        var console = new NetctlConsole(output, error)
        {
            Input = Console.IsInputRedirected ? null : Console.In,
            Width = Console.IsOutputRedirected ? null : TerminalWidth(),
            ColorOutput = UsesColor(Console.IsOutputRedirected),
            ColorError = UsesColor(Console.IsErrorRedirected),
        };
        return await NetctlApp.RunAsync(args, console, cancellation.Token).ConfigureAwait(false);

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancellation.Cancel();
        }
    }

    /// <summary>Buffers what is written until the tool flushes it. A reader that is gone, such as <c>head</c>, is no error: .NET drops the rest.</summary>
    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), BufferSize);

    /// <summary>Colour is for terminals that can show it and users who did not refuse it (no-color.org).</summary>
    private static bool UsesColor(bool redirected) =>
        !redirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static int TerminalWidth() => Console.WindowWidth is var width and > 0 ? width : NetctlConsole.NarrowestWidth;
}
