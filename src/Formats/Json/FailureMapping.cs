namespace NetController.Formats;

/// <summary>Turns errors into JSON.</summary>
internal static class FailureMapping
{
    private const string CorrectTheValue = "correct the value; nothing was changed";

    /// <summary>An error with its parts.</summary>
    /// <param name="failure">The error.</param>
    /// <param name="message">What the client is told of it in one line.</param>
    public static FailureJson Failure(Exception failure, string message) => failure switch
    {
        NetControllerException known => new FailureJson(message)
        {
            Kind = known.Kind.ToString(),
            Problem = known.Problem,
            Remedy = known.Remedy,
            NotUndone = known.RollbackFailures.IsEmpty ? null : [.. known.RollbackFailures.Select(static rollback => rollback.Message)],
            Holders = known is NetworkInUseException inUse ? [.. inUse.Endpoints.Select(static endpoint => endpoint.ToString())] : null,
        },
        FormatException => new FailureJson(message) { Kind = nameof(ErrorKind.Invalid), Problem = message, Remedy = CorrectTheValue },
        _ => new FailureJson(message),
    };
}
