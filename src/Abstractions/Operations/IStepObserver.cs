namespace NetController;

/// <summary>One effect that an operation is about to have on the kernel, the firewall, the store or IPAM.</summary>
/// <param name="Operation">The public operation, such as <c>create network 'web'</c>.</param>
/// <param name="Step">The effect, such as <c>create link nc-0123456789ab</c>.</param>
public readonly record struct OperationStep(string Operation, string Step);

/// <summary>Told before every effect of every operation: traces, timings, and the tests that fail each step once.</summary>
public interface IStepObserver
{
    /// <summary>Called on the operation's own thread just before the effect. An exception thrown here fails that step.</summary>
    void OnStep(OperationStep step);
}
