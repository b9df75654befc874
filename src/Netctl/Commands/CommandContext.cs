using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.Output.Json;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Console">Where to print.</param>
internal sealed record CommandContext(ParseResult Parsed, NetctlConsole Console) : IAsyncDisposable
{
    private INetctlSession? _session;

    /// <summary>The options that all commands share.</summary>
    public GlobalOptions Global { get; } = GlobalOptions.From(Parsed);

    /// <summary>The way to the networks, chosen when a command first needs it.</summary>
    public INetctlSession Session => _session ??= SessionFactory.Create(Global, Console);

    /// <summary>The one name that an argument takes.</summary>
    public string Name(Argument<string[]> argument) => Parsed.GetRequiredValue(argument)[0];

    /// <summary>Prints a result in the form that is asked for: JSON, ids alone or nothing, or as people read it.</summary>
    /// <param name="value">The result.</param>
    /// <param name="type">How it is JSON.</param>
    /// <param name="forPeople">Prints it as people read it.</param>
    /// <param name="ids">Its ids; null where it has none.</param>
    public void Print<T>(T value, Func<NetctlJsonContext, JsonTypeInfo<T>> type, Action forPeople, IEnumerable<string>? ids = null)
    {
        if (Global.Json)
        {
            WriteJson(value, type);
        }
        else if (!Global.Quiet)
        {
            forPeople();
        }
        else
        {
            foreach (var id in ids ?? [])
            {
                Console.Output.WriteLine(id);
            }
        }
    }

    /// <summary>Prints JSON.</summary>
    public void WriteJson<T>(T value, Func<NetctlJsonContext, JsonTypeInfo<T>> type) => JsonOutput.Write(Console, value, type);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Prints a failure that does not stop the command, and gives its exit code.</summary>
    public int Report(NetControllerException failure) => ErrorReport.Write(Console, failure, Global.Verbose);
}
