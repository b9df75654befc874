namespace NetController;

/// <summary>A supply has run out: the subnets of the default pools, the addresses of a subnet.</summary>
/// <param name="problem">A sentence part that names the supply and who uses it.</param>
/// <param name="remedy">What to do.</param>
public sealed class ResourceExhaustedException(string problem, string remedy)
    : NetControllerException(ErrorKind.Exhausted, problem, remedy);
