namespace NetController.Netlink;

/// <summary>
/// The kernel's tables kept changing while they were listed (<c>NLM_F_DUMP_INTR</c>), more often than <see cref="NetlinkSocketOptions.DumpAttempts"/> allows.
/// No partial list is ever returned: entries may be missing or doubled in it.
/// </summary>
public sealed class DumpInterruptedException : IOException
{
    internal DumpInterruptedException(string operation, int attempts)
        : base($"{operation}: the kernel's table changed during each of {attempts} attempts to list it; try again when it is quieter, or narrow the filter")
    {
        Operation = operation;
        Attempts = attempts;
    }

    /// <summary>What was listed, in the words of <c>ip</c>.</summary>
    public string Operation { get; }

    /// <summary>How often the listing was tried.</summary>
    public int Attempts { get; }
}
