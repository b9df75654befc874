using NetController.Netlink.Sockets;

namespace NetController.Netlink.Tests;

/// <summary>Stands where waiting does: answers what a test has prepared, and waits for ever when that is used up.</summary>
internal sealed class FakeSignal : IReceiveSignal
{
    private readonly Queue<Errno> _answers = new();
    private readonly TaskCompletionSource<Errno> _closed = new();

    internal int Waits { get; private set; }

    public async ValueTask<Errno> WaitAsync(CancellationToken cancellationToken)
    {
        Waits++;
        return _answers.TryDequeue(out var answer) ? answer : await _closed.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _closed.TrySetResult(Errno.ECANCELED);

    internal void Answer(Errno error) => _answers.Enqueue(error);
}
