namespace NetController;

/// <summary>A request is understood and refused: a predefined network, or missing privileges.</summary>
/// <param name="problem">A sentence part that names the object and the cause.</param>
/// <param name="remedy">What to do.</param>
/// <param name="innerException">The kernel's own error, where there is one.</param>
public sealed class OperationForbiddenException(string problem, string remedy, Exception? innerException = null)
    : NetControllerException(ErrorKind.Forbidden, problem, remedy, innerException);
