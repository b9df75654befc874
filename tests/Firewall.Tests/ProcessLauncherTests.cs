using NetController.Firewall.Backends;

namespace NetController.Firewall.Tests;

public sealed class ProcessLauncherTests
{
    private static readonly ProcessLauncher Launcher = new();

    [Test]
    public async Task Megabytes_in_and_out_at_once_do_not_block()
    {
        var input = new string('x', 5_000_000);

        var result = await Launcher.RunAsync(new ProcessCommand("/bin/cat", [], input), default);

        Assert.That(result.Output, Has.Length.EqualTo(input.Length));
        Assert.That(result.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_program_that_reads_nothing_is_judged_by_what_it_says()
    {
        var result = await Launcher.RunAsync(new ProcessCommand("/bin/sh", ["-c", "echo out; echo err >&2; exit 7"], new string('x', 1_000_000)), default);

        Assert.That(result, Is.EqualTo(new ProcessResult(7, "out\n", "err\n")));
    }

    [Test]
    public async Task Messages_are_in_the_C_locale() =>
        Assert.That((await Launcher.RunAsync(new ProcessCommand("/bin/sh", ["-c", "echo $LC_ALL"]), default)).Output, Is.EqualTo("C\n"));

    [Test]
    public async Task Cancelling_kills_the_program()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var pidFile = Path.GetTempFileName();

        await Assert.ThrowsAsync(
            Is.InstanceOf<OperationCanceledException>(),
            async () => await Launcher.RunAsync(new ProcessCommand("/bin/sh", ["-c", $"echo $$ > {pidFile}; exec sleep 60"]), cancellation.Token));

        Assert.That(Directory.Exists($"/proc/{File.ReadAllText(pidFile).Trim()}"), Is.False);
        File.Delete(pidFile);
    }

    [Test]
    public async Task A_program_that_is_not_there_is_named()
    {
        var missing = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await Launcher.RunAsync(new ProcessCommand("/no/such/program", []), default));

        Assert.That(missing!.Message, Does.Contain("/no/such/program"));
    }
}
