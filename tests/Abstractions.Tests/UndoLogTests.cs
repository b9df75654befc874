using Microsoft.Extensions.Logging;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class UndoLogTests
{
    private const string Operation = "create network 'web'";

    private readonly List<string> _world = [];
    private readonly LogRecorder _log = new();

    [SetUp]
    public void Clear()
    {
        _world.Clear();
        _log.Entries.Clear();
    }

    [Test]
    public async Task An_operation_that_ends_well_keeps_its_effects()
    {
        var result = await Run(undo =>
        {
            Make(undo, "link");
            Make(undo, "address");
            return ValueTask.FromResult(7);
        });

        Assert.That((result, string.Join(',', _world)), Is.EqualTo((7, "link,address")));
    }

    [Test]
    public async Task An_operation_that_fails_is_undone_in_reverse_order_and_its_cause_is_thrown()
    {
        var undone = new List<string>();

        var error = (await Assert.ThrowsAsync<OperationFailedException>(async () => await Run<int>(undo =>
        {
            foreach (var effect in new[] { "link", "address", "route" })
            {
                Make(undo, effect, undone.Add);
            }

            throw new IOException("disk full");
        })))!;

        Assert.Multiple(() =>
        {
            Assert.That(_world, Is.Empty);
            Assert.That(undone, Is.EqualTo(new[] { "route", "address", "link" }));
            Assert.That(error.InnerException, Is.TypeOf<IOException>());
            Assert.That(error.Message, Does.Contain(Operation).And.Contain("disk full"));
            Assert.That(error.RollbackFailures, Is.Empty);
        });
    }

    [Test]
    public async Task A_typed_error_arrives_as_it_was_thrown()
    {
        var cause = new NameInUseException("web", NetworkId.New(new ConstantRandom(1)));

        var error = (await Assert.ThrowsAsync<NameInUseException>(async () => await Run<int>(_ => throw cause)))!;

        Assert.That(error, Is.SameAs(cause));
    }

    [Test]
    public async Task An_undo_that_fails_stops_no_other_and_does_not_replace_the_cause()
    {
        var cause = new ResourceConflictException("a link is in the way", "remove it");

        var error = (await Assert.ThrowsAsync<ResourceConflictException>(async () => await Run<int>(undo =>
        {
            Make(undo, "link");
            undo.Push("delete rule", 0, static _ => throw new IOException("xtables lock"));
            Make(undo, "address");
            throw cause;
        })))!;

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.SameAs(cause));
            Assert.That(_world, Is.Empty);
            Assert.That(error.RollbackFailures.Single().Message, Does.Contain("delete rule").And.Contain("xtables lock"));
            Assert.That(_log.Entries.Where(static e => e.Level == LogLevel.Error).Select(static e => e.Message).Single(), Does.Contain("delete rule"));
        });
    }

    [Test]
    public async Task A_cancelled_operation_is_undone_although_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();

        await Assert.ThatAsync(
            async () => await UndoLog.RunAsync(
                Operation,
                new OperationContext(_log),
                undo =>
                {
                    Make(undo, "link");
                    source.Cancel();
                    undo.Step("add address");
                    return ValueTask.FromResult(0);
                },
                source.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(_world, Is.Empty);
    }

    [Test]
    public async Task A_cancelled_operation_that_could_not_be_undone_says_so()
    {
        var error = (await Assert.ThrowsAsync<OperationFailedException>(async () => await Run<int>(undo =>
        {
            undo.Push("delete link", 0, static _ => throw new IOException("busy"));
            throw new OperationCanceledException();
        })))!;

        Assert.That(error.RollbackFailures, Has.Length.EqualTo(1));
        Assert.That(error.InnerException, Is.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Steps_are_told_to_the_observer_before_their_effects_and_can_be_made_to_fail()
    {
        var observer = new StepRecorder(failing: "add address");

        var error = (await Assert.ThrowsAsync<OperationFailedException>(async () => await UndoLog.RunAsync(
            Operation,
            new OperationContext(_log, observer),
            undo =>
            {
                undo.Step("create link");
                Make(undo, "link");
                undo.Step("add address");
                Make(undo, "address");
                return ValueTask.FromResult(0);
            },
            CancellationToken.None)))!;

        Assert.That(error.InnerException, Is.TypeOf<InvalidOperationException>());
        Assert.That(observer.Steps, Is.EqualTo(new[] { new OperationStep(Operation, "create link"), new OperationStep(Operation, "add address") }));
        Assert.That(_world, Is.Empty);
    }

    [Test]
    public async Task A_log_knows_its_operation_and_the_callers_token()
    {
        using var source = new CancellationTokenSource();

        await Assert.ThatAsync(
            async () => await UndoLog.RunAsync(
                Operation, new OperationContext(_log), undo => ValueTask.FromResult((undo.Operation, undo.Cancellation)), source.Token),
            Is.EqualTo((Operation, source.Token)));
    }

    private ValueTask<T> Run<T>(Func<UndoLog, ValueTask<T>> body) =>
        UndoLog.RunAsync(Operation, new OperationContext(_log), body, CancellationToken.None);

    private void Make(UndoLog undo, string effect, Action<string>? undone = null)
    {
        _world.Add(effect);
        undo.Push($"delete {effect}", (World: _world, effect, undone), static state =>
        {
            state.World.Remove(state.effect);
            state.undone?.Invoke(state.effect);
            return ValueTask.CompletedTask;
        });
    }
}
