using System.Diagnostics;

namespace NetController.CrashHost;

/// <summary>Counts the steps of the operation under test and kills this process just before the chosen one; step 0 is never reached.</summary>
internal sealed class KillAtStep(int fatal) : IStepObserver
{
    private bool _armed;
    private int _steps;

    public void Arm() => _armed = true;

    public void OnStep(OperationStep step)
    {
        if (_armed && ++_steps == fatal)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
