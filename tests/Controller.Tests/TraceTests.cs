using System.Diagnostics;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class TraceTests
{
    [Test]
    public async Task An_operation_is_a_span_and_each_step_a_child_of_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        using var spans = new SpanRecorder();
        bed.Steps.Arm();

        await controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var operation = spans.Ended.Single(static span => span.OperationName == "network.create");
        var steps = spans.Ended.Where(static span => span.OperationName == "step").ToArray();
        Assert.That(operation.Parent, Is.SameAs(spans.Root));
        Assert.That(operation.GetTagItem("netcontroller.network"), Is.EqualTo("web"));
        Assert.That(operation.GetTagItem("netcontroller.outcome"), Is.EqualTo("ok"));
        Assert.That(steps.Select(static step => step.DisplayName), Is.EqualTo(bed.Steps.Steps.Select(static step => step.Step)));
        Assert.That(steps, Has.Length.GreaterThan(4));
        Assert.That(steps.Select(static step => step.ParentSpanId), Is.All.EqualTo(operation.SpanId));
        Assert.That(steps.Zip(steps.Skip(1)).All(static pair => pair.First.StartTimeUtc + pair.First.Duration <= pair.Second.StartTimeUtc), "one after another");
        Assert.That(Activity.Current, Is.SameAs(spans.Root), "the caller's own is current again");
    }

    [Test]
    public async Task A_failure_marks_the_operation_and_the_step_it_failed_in()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        using var spans = new SpanRecorder();
        bed.Steps.Arm(3, static _ => throw new IOException("no"));

        await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));

        var operation = spans.Ended.Single(static span => span.OperationName == "network.create");
        var steps = spans.Ended.Where(static span => span.OperationName == "step").ToArray();
        Assert.That((operation.Status, operation.GetTagItem("netcontroller.outcome")), Is.EqualTo((ActivityStatusCode.Error, (object)"internal")));
        Assert.That(operation.StatusDescription, Does.Contain("no"));
        Assert.That(operation.Events.Single().Name, Is.EqualTo("exception"));
        Assert.That(steps.Select(static step => step.Status), Is.EqualTo(new[] { ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error }));
    }

    [Test]
    public async Task A_start_is_a_span_with_its_parts_and_their_steps()
    {
        var bed = new Testbed();
        using var spans = new SpanRecorder();

        await using var controller = await bed.InitializeAsync();

        var start = spans.Ended.Single(static span => span.OperationName == "controller.initialize");
        var parts = spans.Ended.Where(span => span.ParentSpanId == start.SpanId).ToArray();
        Assert.That(parts.Select(static part => part.OperationName), Is.EqualTo(controller.Report.Steps.Select(static step => step.Step)));
        var defaults = parts.Single(static part => part.OperationName == "set up default networks");
        var steps = spans.Ended.Where(span => span.OperationName == "step" && span.ParentSpanId == defaults.SpanId).ToArray();
        Assert.That(steps, Has.Length.GreaterThan(5));
        Assert.That(steps.Select(static step => step.StartTimeUtc + step.Duration), Is.All.LessThanOrEqualTo(defaults.StartTimeUtc + defaults.Duration), "none outlives its part");
    }

    [Test]
    public async Task Operations_side_by_side_keep_their_steps_apart()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        using var spans = new SpanRecorder();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await Task.Yield();
            await controller.CreateNetworkAsync(Testbed.Bridge($"n{i}"));
        }));

        foreach (var operation in spans.Ended.Where(static span => span.OperationName == "network.create"))
        {
            var name = $"create network '{operation.GetTagItem("netcontroller.network")}'";
            var steps = spans.Ended.Where(span => span.ParentSpanId == operation.SpanId).ToArray();
            Assert.That(steps, Is.Not.Empty);
            Assert.That(steps.Select(static step => step.GetTagItem("netcontroller.step.of")), Is.All.EqualTo(name));
        }
    }

    /// <summary>A span of the test's own, and every span of controllers that ended below it.</summary>
    private sealed class SpanRecorder : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly List<Activity> _ended = [];
        private readonly ActivityListener _listener;
        private readonly ActivitySource _source = new("test");

        public SpanRecorder()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is NetworkControllerDiagnostics.ActivitySourceName || source == _source,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Add,
            };
            ActivitySource.AddActivityListener(_listener);
            Root = _source.StartActivity("test")!;
        }

        public Activity Root { get; }

        public Activity[] Ended
        {
            get
            {
                lock (_lock)
                {
                    return [.. _ended.OrderBy(static span => span.StartTimeUtc)];
                }
            }
        }

        public void Dispose()
        {
            Root.Dispose();
            _listener.Dispose();
            _source.Dispose();
        }

        private void Add(Activity span)
        {
            lock (_lock)
            {
                if (span.TraceId == Root.TraceId && span != Root)
                {
                    _ended.Add(span);
                }
            }
        }
    }
}
