using System.Collections.Immutable;

namespace NetController;

/// <summary>A request that is malformed or contradicts itself. All that is wrong with it is reported together.</summary>
/// <param name="subject">What was asked for, such as <c>network 'web'</c>.</param>
/// <param name="problems">One sentence part for each thing that is wrong; at least one.</param>
/// <param name="remedy">What to do.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class InvalidRequestException(string subject, ImmutableArray<string> problems, string remedy, Exception? innerException = null)
    : NetControllerException(ErrorKind.Invalid, $"{subject} is not valid: {string.Join("; ", problems)}", remedy, innerException)
{
    /// <summary>Makes the error of a single problem.</summary>
    public InvalidRequestException(string subject, string problem, string remedy)
        : this(subject, [problem], remedy)
    {
    }

    /// <summary>What was asked for.</summary>
    public string Subject { get; } = subject;

    /// <summary>Each thing that is wrong.</summary>
    public ImmutableArray<string> Problems { get; } = problems;
}
