namespace NetController.Controller.Kernel.Tests;

/// <summary>Counts the steps of an operation and fails the chosen one, as a kernel or disk that refuses would.</summary>
internal sealed class FailingStep : IStepObserver
{
    private int _steps;

    /// <summary>The step to fail, from 1; 0 for none.</summary>
    public int Fatal { get; set; }

    /// <summary>The steps seen since <see cref="Reset"/>.</summary>
    public List<string> Seen { get; } = [];

    public void Reset(int fatal)
    {
        (Fatal, _steps) = (fatal, 0);
        Seen.Clear();
    }

    public void OnStep(OperationStep step)
    {
        Seen.Add($"{step.Operation}: {step.Step}");
        if (++_steps == Fatal)
        {
            throw new IOException($"injected failure before step {Fatal}");
        }
    }
}
