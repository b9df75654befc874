using Microsoft.Extensions.Logging;

namespace NetController;

/// <summary>Where an operation reports: its log and, if any, the observer of its steps.</summary>
/// <param name="Logger">The log of undos and of failures that a teardown carries on past.</param>
/// <param name="Observer">Told before each effect; null where nobody watches.</param>
public sealed record OperationContext(ILogger Logger, IStepObserver? Observer = null);
