namespace NetController.Diagnostics;

/// <summary>How an operation ended, as metrics and spans say it: a few fixed words.</summary>
internal static class Outcome
{
    public const string Ok = "ok";

    public static string Of(Exception failure) => failure switch
    {
        OperationCanceledException => "cancelled",
        NetControllerException { Kind: ErrorKind.NotFound } => "not_found",
        NetControllerException { Kind: ErrorKind.Conflict } => "conflict",
        NetControllerException { Kind: ErrorKind.Invalid } => "invalid",
        NetControllerException { Kind: ErrorKind.Forbidden } => "forbidden",
        NetControllerException { Kind: ErrorKind.Exhausted } => "exhausted",
        NetControllerException { Kind: ErrorKind.Unavailable } => "unavailable",
        _ => "internal",
    };
}
