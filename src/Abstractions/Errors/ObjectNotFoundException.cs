namespace NetController;

/// <summary>A network, driver or other object that was named does not exist.</summary>
/// <param name="kind">What was looked for, such as <c>network</c>.</param>
/// <param name="reference">The name or id that was given.</param>
/// <param name="remedy">What to do.</param>
public sealed class ObjectNotFoundException(string kind, string reference, string remedy)
    : NetControllerException(ErrorKind.NotFound, $"{kind} '{reference}' does not exist", remedy)
{
    /// <summary>The name or id that was given.</summary>
    public string Reference { get; } = reference;
}
