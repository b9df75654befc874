using Microsoft.Extensions.Logging;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class TeardownTests
{
    private const string Operation = "delete network 'web'";

    [Test]
    public async Task Steps_run_in_order_and_a_clean_teardown_throws_nothing()
    {
        var observer = new StepRecorder();
        var teardown = new Teardown(Operation, new OperationContext(new LogRecorder(), observer));
        var done = new List<string>();

        await teardown.StepAsync("delete rules", done, Add("rules"));
        await teardown.StepAsync("delete link", done, Add("link"));

        Assert.That(() => teardown.ThrowIfFailed("run it again"), Throws.Nothing);
        Assert.That(done, Is.EqualTo(new[] { "rules", "link" }));
        Assert.That(observer.Steps, Is.EqualTo(new[] { new OperationStep(Operation, "delete rules"), new OperationStep(Operation, "delete link") }));
    }

    [Test]
    public async Task Failures_are_carried_past_logged_and_all_reported_at_the_end()
    {
        var log = new LogRecorder();
        var teardown = new Teardown(Operation, new OperationContext(log));
        var done = new List<string>();
        var typed = new ResourceUnavailableException("iptables is missing", "install it");

        await teardown.StepAsync("delete rules", done, _ => throw typed);
        await teardown.StepAsync("delete link", done, static _ => throw new IOException("busy"));
        await teardown.StepAsync("release subnet", done, Add("subnet"));

        var error = Assert.Throws<OperationFailedException>(() => teardown.ThrowIfFailed("run it again"));
        Assert.Multiple(() =>
        {
            Assert.That(done, Is.EqualTo(new[] { "subnet" }));
            Assert.That(error.Failures, Is.EqualTo(teardown.Failures).And.Length.EqualTo(2));
            Assert.That(error.Failures[0], Is.SameAs(typed));
            Assert.That(error.Failures[1].InnerException, Is.TypeOf<IOException>());
            Assert.That(error.Message, Does.Contain(Operation).And.Contain("iptables is missing").And.Contain("busy").And.EndWith("run it again"));
            Assert.That(log.Entries.Count(static entry => entry.Level == LogLevel.Error), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_step_that_the_observer_fails_has_no_effect_and_the_next_still_runs()
    {
        var teardown = new Teardown(Operation, new OperationContext(new LogRecorder(), new StepRecorder(failing: "delete rules")));
        var done = new List<string>();

        await teardown.StepAsync("delete rules", done, Add("rules"));
        await teardown.StepAsync("delete link", done, Add("link"));

        Assert.That(done, Is.EqualTo(new[] { "link" }));
        Assert.That(() => teardown.ThrowIfFailed("run it again"), Throws.TypeOf<OperationFailedException>());
    }

    private static Func<List<string>, ValueTask> Add(string what) => done =>
    {
        done.Add(what);
        return ValueTask.CompletedTask;
    };
}
