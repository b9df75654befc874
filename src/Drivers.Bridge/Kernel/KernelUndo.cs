namespace NetController.Drivers.Bridge;

/// <summary>Pushes undos of kernel changes, for which a link, address or setting that is gone, or is back, is done.</summary>
internal static class KernelUndo
{
    public static void Push<TState>(UndoLog undo, string what, TState state, Action<TState> apply) => undo.Push(what, (state, apply), static entry =>
    {
        UnlessDone(entry.state, entry.apply);
        return ValueTask.CompletedTask;
    });

    public static void UnlessDone<TState>(TState state, Action<TState> apply)
    {
        try
        {
            apply(state);
        }
        catch (NetControllerException refused) when (KernelErrors.MeansDone(refused.InnerException))
        {
        }
    }
}
