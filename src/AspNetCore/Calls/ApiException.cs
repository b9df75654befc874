namespace NetController.AspNetCore.Calls;

/// <summary>A request that is answered with this status and message.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What the client is told.</param>
/// <param name="innerException">The cause, where there is one.</param>
internal sealed class ApiException(int status, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
