using System.Collections.Immutable;

namespace NetController;

/// <summary>The base of every error that NetController reports: what happened to which object, why, and what to do about it.</summary>
public abstract class NetControllerException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="problem">A sentence without a full stop that names the object and the cause.</param>
    /// <param name="remedy">A sentence without a full stop that says what to do; empty where there is nothing to be done.</param>
    /// <param name="innerException">The cause, such as the kernel's own error.</param>
    protected NetControllerException(ErrorKind kind, string problem, string remedy, Exception? innerException = null)
        : base(string.IsNullOrEmpty(remedy) ? problem : $"{problem}; {remedy}", innerException)
    {
        Kind = kind;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>What kind of failure it is.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What happened to which object, and why.</summary>
    public string Problem { get; }

    /// <summary>What to do about it; empty where there is nothing to be done.</summary>
    public string Remedy { get; }

    /// <summary>What could not be undone after the failure. Never replaces the cause; empty where all was undone.</summary>
    public ImmutableArray<Exception> RollbackFailures { get; internal set; } = [];
}
