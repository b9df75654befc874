namespace NetController.Diagnostics;

/// <summary>Gives each step to the span of the operation that it belongs to, and to the host's own observer.</summary>
internal sealed class StepTracer(IStepObserver? observer) : IStepObserver
{
    private readonly AsyncLocal<OperationSpan?> _operation = new();

    /// <summary>The operation that the calling code is part of; set for what it calls from here on.</summary>
    public OperationSpan? Operation
    {
        get => _operation.Value;
        set => _operation.Value = value;
    }

    public void OnStep(OperationStep step)
    {
        _operation.Value?.Begin(step);
        observer?.OnStep(step);
    }
}
