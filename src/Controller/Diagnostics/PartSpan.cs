using System.Diagnostics;

namespace NetController.Diagnostics;

/// <summary>The span of a part of an operation, current until it is disposed of; its last step ends with it.</summary>
/// <param name="Operation">The operation; null where nobody listens.</param>
/// <param name="Span">The span; null where nobody listens.</param>
internal readonly record struct PartSpan(OperationSpan? Operation, Activity? Span) : IDisposable
{
    public void Dispose()
    {
        Operation?.EndStep(null);
        Span?.Dispose();
    }
}
