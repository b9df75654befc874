using System.Diagnostics;
using System.Globalization;

namespace NetController.Benchmarks.Attach;

/// <summary>Notes when each step of an operation begins, where it is asked to.</summary>
internal sealed class StepTimes : IStepObserver
{
    private readonly List<(string Step, long At)> _steps = [];

    internal bool IsOn { get; set; }

    public void OnStep(OperationStep step)
    {
        if (IsOn)
        {
            _steps.Add((step.Step, Stopwatch.GetTimestamp()));
        }
    }

    internal void Clear() => _steps.Clear();

    /// <summary>What has passed since <paramref name="began"/>, in microseconds: before the first step, and from each step to the next.</summary>
    internal string Take(long began, long ended)
    {
        var lines = new List<string>();
        var (before, at) = ("before the first step", began);
        foreach (var (step, time) in _steps.Append(("", ended)))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(at, time).TotalMicroseconds,9:F1}  {before}"));
            (before, at) = (step, time);
        }

        return string.Join('\n', lines);
    }
}
