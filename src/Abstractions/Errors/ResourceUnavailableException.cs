namespace NetController;

/// <summary>Something needed is not there now: a firewall program, the store's lock, a kernel feature.</summary>
/// <param name="problem">A sentence part that names what is missing and why.</param>
/// <param name="remedy">What to install, start or choose instead.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ResourceUnavailableException(string problem, string remedy, Exception? innerException = null)
    : NetControllerException(ErrorKind.Unavailable, problem, remedy, innerException);
