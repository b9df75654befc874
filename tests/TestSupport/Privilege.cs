using NUnit.Framework;

namespace NetController.TestSupport;

/// <summary>Kernel tests fail where they cannot run: a skipped test proves nothing and is soon forgotten.</summary>
public static class Privilege
{
    /// <summary>The one message for a missing privilege.</summary>
    public const string Message = "This test needs network namespaces: run ./test.sh, which works as root and as an ordinary user (through unshare -rmn).";

    /// <summary>Ends the test as failed.</summary>
    /// <param name="cause">What the kernel said.</param>
    /// <returns>The exception to throw.</returns>
    public static AssertionException Missing(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new AssertionException($"{Message} ({cause.Message})", cause);
    }
}
