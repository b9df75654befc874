using Microsoft.Extensions.Logging;

namespace NetController.Firewall;

/// <summary>What the firewall logs; event ids 1300–1399.</summary>
internal static partial class FirewallLog
{
    [LoggerMessage(1300, LogLevel.Debug, "{Program}: {Edits} change(s) in force")]
    public static partial void Applied(ILogger logger, string program, int edits);

    [LoggerMessage(1301, LogLevel.Information, "{Program}: trying once more with the rules that are there now: {Reason}")]
    public static partial void Retrying(ILogger logger, string program, string reason);

    [LoggerMessage(1302, LogLevel.Debug, "{Program}: cannot show the rules, and none are needed: {Reason}")]
    public static partial void NotObserved(ILogger logger, string program, string reason);

    [LoggerMessage(1303, LogLevel.Warning, "{Program}: {Warning}")]
    public static partial void Warned(ILogger logger, string program, string warning);

    [LoggerMessage(1304, LogLevel.Warning, "{Backend}: the rules of the backend used before cannot be removed and stay for now: {Reason}")]
    public static partial void LeftoversStay(ILogger logger, string backend, string reason);
}
