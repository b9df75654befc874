using NetController;
using NetDaemon.Options;

namespace NetDaemon.Process;

/// <summary>What the process ends with; those of <c>netctl</c>, as far as they apply.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Invalid = 2;
    public const int Conflict = 4;
    public const int Forbidden = 5;

    /// <summary>Added to the number of a signal that forced the end.</summary>
    public const int Signal = 128;

    /// <summary>The code of a failure.</summary>
    public static int Of(Exception failure) => failure switch
    {
        DaemonException known => known.ExitCode,
        OptionsException => Invalid,
        NetControllerException { Kind: ErrorKind.Invalid } => Invalid,
        NetControllerException { Kind: ErrorKind.Conflict or ErrorKind.Exhausted } => Conflict,
        NetControllerException { Kind: ErrorKind.Forbidden } => Forbidden,
        _ => Failed,
    };
}
