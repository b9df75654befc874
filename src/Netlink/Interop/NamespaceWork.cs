namespace NetController.Netlink.Interop;

/// <summary>
/// System calls to be made inside a network namespace. Everything they need is prepared in the constructor; what they find is read from the object afterwards.
/// </summary>
/// <remarks>
/// <see cref="Execute"/> runs on a thread that is in a foreign namespace, so it makes raw system calls and nothing else: no allocation (a collection started
/// there may create a thread), no pool, timer, socket, logging or exception. Each override carries AggressiveOptimization: methods compiled in tiers
/// start the compiler's background thread from whichever thread happens to call them.
/// </remarks>
internal abstract class NamespaceWork
{
    internal abstract void Execute();
}
