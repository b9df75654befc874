namespace NetController.Abstractions.Tests;

/// <summary>Remembers the steps it is told of, and fails the one asked for.</summary>
internal sealed class StepRecorder(string? failing = null) : IStepObserver
{
    public List<OperationStep> Steps { get; } = [];

    public void OnStep(OperationStep step)
    {
        Steps.Add(step);
        if (string.Equals(step.Step, failing, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{failing} was made to fail");
        }
    }
}
