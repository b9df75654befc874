using NetController.Diagnostics;

namespace NetController;

/// <summary>The public operations of one controller: each is counted, so that the controller's end waits for it, and measured and traced where somebody listens.</summary>
internal sealed class PublicOperations(ControllerDiagnostics diagnostics)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isEnding;

    /// <summary>Runs an operation.</summary>
    /// <param name="operation">Its name, such as <c>network.create</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="state">What the body needs; passed rather than captured, so that nothing is allocated.</param>
    /// <param name="body">The operation.</param>
    /// <exception cref="ObjectDisposedException">The controller ends, or has ended.</exception>
    public async ValueTask<T> RunAsync<TState, T>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask<T>> body)
    {
        using var running = Begin();
        return await diagnostics.RunAsync(operation, subject, state, body).ConfigureAwait(false);
    }

    /// <summary>Runs an operation that gives nothing.</summary>
    /// <inheritdoc cref="RunAsync{TState, T}(string, OperationSubject, TState, Func{TState, ValueTask{T}})"/>
    public async ValueTask RunAsync<TState>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask> body)
    {
        using var running = Begin();
        await diagnostics.RunAsync(operation, subject, state, body).ConfigureAwait(false);
    }

    /// <summary>Counts an operation until what it returns is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The controller ends, or has ended.</exception>
    public Running Begin()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isEnding, typeof(NetworkController));
            _running++;
            return new Running(this);
        }
    }

    /// <summary>Refuses new operations from now on and waits for those that run.</summary>
    /// <returns>False where it has been called before; then it does not wait.</returns>
    public async ValueTask<bool> TryEndAsync()
    {
        lock (_lock)
        {
            if (_isEnding)
            {
                return false;
            }

            _isEnding = true;
            if (_running == 0)
            {
                return true;
            }
        }

        await _ended.Task.ConfigureAwait(false);
        return true;
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_running == 0 && _isEnding)
            {
                _ended.SetResult();
            }
        }
    }

    /// <summary>An operation that runs.</summary>
    public readonly struct Running(PublicOperations operations) : IDisposable
    {
        public void Dispose() => operations.End();
    }
}
