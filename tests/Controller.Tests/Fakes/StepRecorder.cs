namespace NetController.Controller.Tests.Fakes;

/// <summary>Writes down every step; at one of them it does what the test wants: fail, cancel, kill.</summary>
internal sealed class StepRecorder : IStepObserver
{
    private readonly Lock _lock = new();
    private readonly List<OperationStep> _steps = [];
    private int _at;
    private Action<OperationStep>? _act;

    /// <summary>The steps since the last <see cref="Arm"/>.</summary>
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
    public void Arm(int at = 0, Action<OperationStep>? act = null)
    {
        lock (_lock)
        {
            _steps.Clear();
            (_at, _act) = (at, act);
        }
    }

    public void OnStep(OperationStep step)
    {
        bool now;
        lock (_lock)
        {
            _steps.Add(step);
            now = _steps.Count == _at;
        }

        if (now)
        {
            _act?.Invoke(step);
        }
    }
}
