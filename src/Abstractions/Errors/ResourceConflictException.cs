namespace NetController;

/// <summary>A request collides with something that exists: a link of that name that is no bridge, another network's bridge.</summary>
/// <param name="problem">A sentence part that names both sides.</param>
/// <param name="remedy">What to do.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ResourceConflictException(string problem, string remedy, Exception? innerException = null)
    : NetControllerException(ErrorKind.Conflict, problem, remedy, innerException);
