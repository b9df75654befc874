namespace NetController.Controller.Tests.Fakes;

/// <summary>Writes down every step; at one of them it does what the test wants: fail, cancel, kill.</summary>
internal sealed class StepRecorder : IStepObserver
{
    private readonly Lock _lock = new();
    private readonly List<OperationStep> _steps = [];
    private Action<OperationStep>? _watch;

    /// <summary>The steps since the last <see cref="Arm"/> or <see cref="Watch"/>.</summary>
    public IReadOnlyList<OperationStep> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    /// <summary>Counts afresh; at step <paramref name="at"/>, from 1, calls <paramref name="act"/>.</summary>
    public void Arm(int at = 0, Action<OperationStep>? act = null) => Watch(step =>
    {
        if (Steps.Count == at)
        {
            act?.Invoke(step);
        }
    });

    /// <summary>Counts afresh and calls <paramref name="act"/> at every step.</summary>
    public void Watch(Action<OperationStep> act)
    {
        lock (_lock)
        {
            _steps.Clear();
            _watch = act;
        }
    }

    public void OnStep(OperationStep step)
    {
        lock (_lock)
        {
            _steps.Add(step);
        }

        _watch?.Invoke(step);
    }
}
