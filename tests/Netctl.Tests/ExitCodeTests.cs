using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>The numbers that scripts rely on, and what is printed with them.</summary>
public sealed class ExitCodeTests
{
    [TestCase(ErrorKind.Internal, 1)]
    [TestCase(ErrorKind.Unavailable, 1)]
    [TestCase(ErrorKind.Invalid, 2)]
    [TestCase(ErrorKind.NotFound, 3)]
    [TestCase(ErrorKind.Conflict, 4)]
    [TestCase(ErrorKind.Exhausted, 4)]
    [TestCase(ErrorKind.Forbidden, 5)]
    public void Each_kind_of_error_has_its_exit_code(ErrorKind kind, int exitCode) => Assert.That(ExitCodes.Of(kind), Is.EqualTo(exitCode));

    [TestCase(0, 0, 0)]
    [TestCase(0, 3, 3)]
    [TestCase(3, 2, 3)]
    [TestCase(4, 3, 4)]
    [TestCase(5, 4, 5)]
    [TestCase(1, 5, 1)]
    [TestCase(6, 0, 6)]
    public void Of_several_failures_the_gravest_decides(int first, int second, int worst) =>
        Assert.That((ExitCodes.Worse(first, second), ExitCodes.Worse(second, first)), Is.EqualTo((worst, worst)));

    [Test]
    public void A_known_error_is_printed_with_its_remedy()
    {
        var printed = Tool.Print(static console => ErrorReport.Write(console, new NameInUseException("web", default), verbose: false));

        Assert.That(printed, Is.EqualTo(
            "error: network name 'web' is in use by network 000000000000\nhint: choose another name or remove that network first\n"));
    }

    [Test]
    public async Task What_could_not_be_undone_is_printed_as_well()
    {
        var failure = await FailWithFailingUndoAsync();

        var printed = Tool.Print(console => ErrorReport.Write(console, failure, verbose: false));

        Assert.That(printed, Does.StartWith("error: create network 'web' failed: no\nerror: could not be undone: delete link nc-1 failed: busy\n"));
    }

    [Test]
    public void An_unforeseen_error_shows_its_stack_only_to_those_who_ask()
    {
        var failure = Caught(static () => throw new InvalidOperationException("odd"));

        var brief = Tool.Print(console => Assert.That(ErrorReport.Write(console, failure, verbose: false), Is.EqualTo(1)));
        var full = Tool.Print(console => Assert.That(ErrorReport.Write(console, failure, verbose: true), Is.EqualTo(1)));

        Assert.That(brief, Does.Contain("error: unexpected InvalidOperationException: odd").And.Contain("hint: run it again with -v").And.Not.Contain("   at "));
        Assert.That(full, Does.Contain("   at "));
    }

    [Test]
    public async Task A_cancelled_command_ends_as_shells_count_an_interrupt()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var error = new StringWriter();

        var exitCode = await NetctlApp.RunAsync(["version"], TextWriter.Null, error, cancelled.Token);

        Assert.That(exitCode, Is.EqualTo(130));
        Assert.That(error.ToString(), Does.StartWith("error: interrupted"));
    }

    [Test]
    public async Task An_output_that_cannot_be_written_is_reported_and_does_not_crash_the_tool()
    {
        // Not disposed: that would write again.
        var full = new StreamWriter(new FullDisk());
        using var error = new StringWriter();

        var exitCode = await NetctlApp.RunAsync(["version"], full, error, CancellationToken.None);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error.ToString(), Does.Contain("error: the output cannot be written: No space left on device"));
    }

    private static async Task<Exception> FailWithFailingUndoAsync()
    {
        try
        {
            await UndoLog.RunAsync<bool>(
                "create network 'web'",
                new OperationContext(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance),
                static undo =>
                {
                    undo.Push("delete link nc-1", 0, static _ => throw new IOException("busy"));
                    throw new IOException("no");
                },
                CancellationToken.None);
        }
        catch (NetControllerException failure)
        {
            return failure;
        }

        throw new AssertionException("The operation did not fail.");
    }

    private static InvalidOperationException Caught(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException failure)
        {
            return failure;
        }

        throw new AssertionException("The action did not fail.");
    }

    /// <summary>Refuses what is written until the test is over.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException("No space left on device");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }
}
