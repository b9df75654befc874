using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>What <c>-q</c> leaves of the output, and how <c>prune</c> asks. Everything here needs no privileges.</summary>
public sealed class QuietTests
{
    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "netctl-was-never-here");

    [TestCase("version", false)]
    [TestCase("version -q", true)]
    [TestCase("version -q --json", false)]
    public async Task Quiet_leaves_nothing_where_there_are_no_ids_and_json_wins(string line, bool isEmpty)
    {
        var result = await Tool.RunAsync(line.Split(' '));

        Assert.That((result.ExitCode, result.Output.Length == 0), Is.EqualTo((ExitCodes.Ok, isEmpty)), result.Error);
    }

    [Test]
    public void Quiet_gives_the_ids_of_a_list_alone_and_nothing_of_what_has_none()
    {
        Assert.That(Print("network ls"), Is.EqualTo("for people\n"));
        Assert.That(Print("network ls -q"), Is.EqualTo("id-1\nid-2\n"));
        Assert.That(Print("network ls -q --json"), Does.Contain("\"Removed\""));
        Assert.That(Print("network ls -q", hasIds: false), Is.Empty);
    }

    [Test]
    public async Task Prune_asks_before_it_opens_the_state()
    {
        using var output = new StringWriter();
        using var answer = new StringReader("n\n");

        var exitCode = await NetctlApp.RunAsync(["--root", Nowhere, "network", "prune"], new NetctlConsole(output, output) { Input = answer }, CancellationToken.None);

        Assert.That((exitCode, output.ToString()), Is.EqualTo((ExitCodes.Ok, "This removes every network that a user made and nothing uses. Continue? [y/N] ")));
    }

    [Test]
    public async Task An_interrupt_ends_prune_while_it_waits_for_an_answer()
    {
        using var output = new StringWriter();
        using var silent = new SilentReader();
        using var interrupt = new CancellationTokenSource();
        var running = NetctlApp.RunAsync(["--root", Nowhere, "network", "prune"], new NetctlConsole(output, output) { Input = silent }, interrupt.Token);

        await interrupt.CancelAsync();

        Assert.That(await running.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(ExitCodes.Interrupted));
    }

    private static string Print(string line, bool hasIds = true) => Tool.Print(console =>
    {
        var parsed = Commands.RootCommandFactory.Create(console).Parse(line.Split(' '));
        new Commands.CommandContext(parsed, console).Print(
            new Formats.RemovedJson([]), static json => json.RemovedJson, () => console.Output.WriteLine("for people"), hasIds ? ["id-1", "id-2"] : null);
    });

    /// <summary>A terminal at which nobody types: a read blocks, as the console's does whatever it is called by.</summary>
    private sealed class SilentReader : TextReader
    {
        private readonly ManualResetEventSlim _closed = new();

        public override string? ReadLine()
        {
            _closed.Wait(TimeSpan.FromMinutes(1));
            return null;
        }

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ReadLine());

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
