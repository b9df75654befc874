using System.Collections.Immutable;

namespace NetController;

/// <summary>An operation failed for a reason that is not the caller's: the kernel, a program or the disk refused. The cause is the inner exception.</summary>
public sealed class OperationFailedException : NetControllerException
{
    /// <summary>Makes the error of one cause.</summary>
    /// <param name="operation">What was being done, such as <c>create network 'web'</c>.</param>
    /// <param name="cause">Why it failed.</param>
    /// <param name="remedy">What to do; empty where there is nothing to be done.</param>
    public OperationFailedException(string operation, Exception cause, string remedy)
        : base(ErrorKind.Internal, $"{operation} failed: {cause?.Message}", remedy, cause) => Failures = cause is null ? [] : [cause];

    /// <summary>Makes the error of one cause about which nothing can be done but to try again.</summary>
    public OperationFailedException(string operation, Exception cause)
        : this(operation, cause, string.Empty)
    {
    }

    /// <summary>Makes the error of a teardown that carried on past its failures.</summary>
    /// <param name="operation">What was being done.</param>
    /// <param name="failures">Every failure, in the order they happened; at least one.</param>
    /// <param name="remedy">What to do.</param>
    public OperationFailedException(string operation, ImmutableArray<Exception> failures, string remedy)
        : base(ErrorKind.Internal, $"{operation} failed: {string.Join("; ", failures.Select(static f => f.Message))}", remedy, failures[0]) =>
        Failures = failures;

    /// <summary>Every failure, in the order they happened.</summary>
    public ImmutableArray<Exception> Failures { get; }
}
