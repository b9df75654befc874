using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace NetController;

/// <summary>
/// What one public operation has done so far, so that a later failure undoes all of it: last in, first out, each undo guarded,
/// ignoring the caller's cancellation. The operation owns the log and passes it down; leaving the body normally keeps the effects.
/// </summary>
/// <remarks>Belongs to one operation and is not safe to use from several threads at once.</remarks>
public sealed partial class UndoLog
{
    private readonly Stack<Entry> _entries = new();
    private readonly OperationContext _context;

    private UndoLog(string operation, OperationContext context, CancellationToken cancellation) =>
        (Operation, _context, Cancellation) = (operation, context, cancellation);

    /// <summary>The public operation, such as <c>create network 'web'</c>.</summary>
    public string Operation { get; }

    /// <summary>The caller's token; observed by <see cref="Step"/>.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Runs <paramref name="body"/>; where it throws, undoes what it pushed and throws the cause.</summary>
    /// <param name="operation">What is being done, for messages.</param>
    /// <param name="context">Where steps and failed undos are reported.</param>
    /// <param name="body">The operation; it pushes an undo right after each effect.</param>
    /// <param name="cancellationToken">The caller's token; undoing ignores it.</param>
    /// <exception cref="NetControllerException">The body failed; <see cref="NetControllerException.RollbackFailures"/> names what could not be undone.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and everything was undone.</exception>
    public static async ValueTask<T> RunAsync<T>(string operation, OperationContext context, Func<UndoLog, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(body);
        var log = new UndoLog(operation, context, cancellationToken);
        try
        {
            return await body(log).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            var failures = await log.UndoAsync().ConfigureAwait(false);
            var reported = Describe(operation, cause, failures);
            if (ReferenceEquals(reported, cause))
            {
                throw;
            }

            throw reported;
        }
    }

    /// <summary>Announces the effect that follows: observes the caller's cancellation and tells the observer.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void Step(string step)
    {
        Cancellation.ThrowIfCancellationRequested();
        _context.Observer?.OnStep(new OperationStep(Operation, step));
    }

    /// <summary>Remembers how to undo the effect that was just made.</summary>
    /// <remarks>
    /// Pushed right after the effect: where an effect is refused, because another has the name, its undo would take away what is the other's. Only
    /// an effect that can fail half done pushes its undo first, and that undo looks whose the thing is.
    /// </remarks>
    /// <param name="what">The undo in words, such as <c>delete link nc-0123456789ab</c>.</param>
    /// <param name="state">What the undo needs; passed rather than captured, so that it cannot change meanwhile.</param>
    /// <param name="undo">The undo: idempotent, absent is done.</param>
    public void Push<TState>(string what, TState state, Func<TState, ValueTask> undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        _entries.Push(new Entry<TState>(what, state, undo));
    }

    private async ValueTask<ImmutableArray<Exception>> UndoAsync()
    {
        var failures = ImmutableArray.CreateBuilder<Exception>();
        while (_entries.TryPop(out var entry))
        {
            try
            {
                await entry.UndoAsync().ConfigureAwait(false);
                LogUndone(_context.Logger, Operation, entry.What);
            }
            catch (Exception failure)
            {
                LogUndoFailed(_context.Logger, Operation, entry.What, failure);
                failures.Add(new OperationFailedException(entry.What, failure));
            }
        }

        return failures.ToImmutable();
    }

    private static Exception Describe(string operation, Exception cause, ImmutableArray<Exception> failures)
    {
        if (cause is OperationCanceledException && failures.IsEmpty)
        {
            return cause;
        }

        var reported = cause as NetControllerException ?? new OperationFailedException(operation, cause);
        reported.RollbackFailures = reported.RollbackFailures.AddRange(failures);
        return reported;
    }

    [LoggerMessage(100, LogLevel.Debug, "{Operation}: undone: {What}")]
    private static partial void LogUndone(ILogger logger, string operation, string what);

    [LoggerMessage(101, LogLevel.Error, "{Operation}: could not be undone: {What}")]
    private static partial void LogUndoFailed(ILogger logger, string operation, string what, Exception failure);

    private abstract class Entry(string what)
    {
        public string What { get; } = what;

        public abstract ValueTask UndoAsync();
    }

    private sealed class Entry<TState>(string what, TState state, Func<TState, ValueTask> undo) : Entry(what)
    {
        public override ValueTask UndoAsync() => undo(state);
    }
}
