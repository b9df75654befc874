using System.Collections.Immutable;

namespace NetController.Netctl;

/// <summary>How the tool ends: scripts rely on these numbers.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Something failed that the caller did not cause.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a value in it is wrong.</summary>
    public const int Invalid = 2;

    /// <summary>Something that was named does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>The request collides with something that exists, or a supply has run out.</summary>
    public const int Conflict = 4;

    /// <summary>Refused, or needs privileges.</summary>
    public const int Forbidden = 5;

    /// <summary><c>check</c> found drift, or <c>plan</c> shows changes.</summary>
    public const int Different = 6;

    /// <summary><c>sandbox exec</c> found the program but could not run it, as shells end then.</summary>
    public const int NotRunnable = 126;

    /// <summary><c>sandbox exec</c> found no such program, as shells end then.</summary>
    public const int NoProgram = 127;

    /// <summary>Interrupted by the user, as shells count it: 128 and SIGINT.</summary>
    public const int Interrupted = 130;

    // A request that several objects are named in ends with the gravest of their codes.
    private static readonly ImmutableArray<int> GravestFirst = [Interrupted, Failed, Forbidden, Conflict, NotFound, Invalid, Different];

    /// <summary>The code of a kind of error.</summary>
    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => Invalid,
        ErrorKind.NotFound => NotFound,
        ErrorKind.Conflict or ErrorKind.Exhausted => Conflict,
        ErrorKind.Forbidden => Forbidden,
        _ => Failed,
    };

    /// <summary>The code of an exception. A bad value that only a parser saw is the caller's; anything unforeseen is ours.</summary>
    public static int Of(Exception failure) => failure switch
    {
        NetControllerException known => Of(known.Kind),
        FormatException => Invalid,
        OperationCanceledException => Interrupted,
        _ => Failed,
    };

    /// <summary>The graver of two codes.</summary>
    public static int Worse(int first, int second)
    {
        foreach (var code in GravestFirst)
        {
            if (first == code || second == code)
            {
                return code;
            }
        }

        return Ok;
    }
}
