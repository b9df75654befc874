using System.Diagnostics;

namespace NetController.CrashHost;

/// <summary>
/// Kills this process within the operation under test: just before the chosen step, or, where there is a <see cref="FaultLine"/>, before the
/// chosen one of the system calls that change something and the commits of the store. Number 0 is never reached.
/// </summary>
internal sealed class Killer(int fatal, FaultLine? faults) : IStepObserver
{
    private bool _armed;
    private int _steps;

    public void Arm()
    {
        _armed = true;
        faults?.Arm(fatal, with: 0);
    }

    public void OnStep(OperationStep step)
    {
        if (faults is not null)
        {
            if (step.Step.StartsWith("record ", StringComparison.Ordinal) || step.Step.StartsWith("remove record ", StringComparison.Ordinal))
            {
                faults.Reach();
            }
        }
        else if (_armed && ++_steps == fatal)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
