namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>Notes every announced effect, and fails the one it is told to.</summary>
internal sealed class StepRecorder(int? failAt = null) : IStepObserver
{
    public List<string> Steps { get; } = [];

    public void OnStep(OperationStep step)
    {
        Steps.Add(step.Step);
        if (Steps.Count == failAt)
        {
            throw new StepFailed();
        }
    }
}

internal sealed class StepFailed : Exception;
