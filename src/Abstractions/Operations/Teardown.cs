using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace NetController;

/// <summary>
/// A deletion in strict reverse order that carries on past failures and reports them all at the end. Steps are idempotent: what is
/// absent is done, so a teardown that failed is simply run again.
/// </summary>
/// <remarks>Belongs to one operation and is not safe to use from several threads at once.</remarks>
public sealed partial class Teardown(string operation, OperationContext context)
{
    private readonly ImmutableArray<Exception>.Builder _failures = ImmutableArray.CreateBuilder<Exception>();

    /// <summary>The public operation, such as <c>delete network 'web'</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>What failed so far, in order.</summary>
    public ImmutableArray<Exception> Failures => _failures.ToImmutable();

    /// <summary>Runs one step; a failure is logged and kept for <see cref="ThrowIfFailed"/>.</summary>
    /// <param name="step">The effect in words, such as <c>delete link nc-0123456789ab</c>.</param>
    /// <param name="state">What the step needs.</param>
    /// <param name="action">The effect.</param>
    public async ValueTask StepAsync<TState>(string step, TState state, Func<TState, ValueTask> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            context.Observer?.OnStep(new OperationStep(Operation, step));
            await action(state).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogStepFailed(context.Logger, Operation, step, failure);
            _failures.Add(failure is NetControllerException ? failure : new OperationFailedException(step, failure));
        }
    }

    /// <summary>Ends the teardown.</summary>
    /// <param name="remedy">What to do where a step failed.</param>
    /// <exception cref="OperationFailedException">At least one step failed; it lists all of them.</exception>
    public void ThrowIfFailed(string remedy)
    {
        if (_failures.Count > 0)
        {
            throw new OperationFailedException(Operation, _failures.ToImmutable(), remedy);
        }
    }

    [LoggerMessage(110, LogLevel.Error, "{Operation}: step failed, carrying on: {Step}")]
    private static partial void LogStepFailed(ILogger logger, string operation, string step, Exception failure);
}
