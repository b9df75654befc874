using System.Diagnostics;

namespace NetController.Diagnostics;

/// <summary>The span of one operation that somebody listens to, with a child for each step; a step ends where the next begins.</summary>
internal sealed class OperationSpan(ActivitySource source, Activity span)
{
    private Activity? _step;

    /// <summary>Begins a step.</summary>
    public void Begin(OperationStep step)
    {
        EndStep(null);
        // The steps are beside each other: what the operation does next is no part of this one.
        var parent = Activity.Current;
        _step = source.StartActivity("step");
        Activity.Current = parent;
        if (_step is not null)
        {
            _step.DisplayName = step.Step;
            _step.SetTag("netcontroller.step", step.Step);
            _step.SetTag("netcontroller.step.of", step.Operation);
        }
    }

    /// <summary>Ends the operation.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    public void End(string outcome, Exception? failure)
    {
        EndStep(failure);
        span.SetTag("netcontroller.outcome", outcome);
        if (failure is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, failure.Message);
            span.AddException(failure);
        }

        span.Dispose();
    }

    /// <summary>Ends the step that is under way, if any.</summary>
    /// <param name="failure">Why it failed; null where it did not.</param>
    public void EndStep(Exception? failure)
    {
        if (_step is null)
        {
            return;
        }

        if (failure is not null)
        {
            _step.SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        // Stopping a span makes the one before it current, which is not ours to decide here.
        var current = Activity.Current;
        _step.Dispose();
        Activity.Current = current;
        _step = null;
    }
}
