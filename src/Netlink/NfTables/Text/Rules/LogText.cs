using System.Globalization;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>The statement <c>log</c>.</summary>
internal static class LogText
{
    internal static void Add(RuleState state, NftLog log)
    {
        var text = new StringBuilder("log");
        if (log.Prefix is { Length: > 0 } prefix)
        {
            // nft takes a dollar sign for the beginning of a variable's name.
            text.Append(" prefix ").Append(prefix.Contains('$', StringComparison.Ordinal) ? state.Unsayable($"\"{prefix}\"") : $"\"{prefix}\"");
        }

        if (log.Group is { } group)
        {
            text.Append(CultureInfo.InvariantCulture, $" group {group}");
        }

        if (log.SnapLength is { } length)
        {
            text.Append(CultureInfo.InvariantCulture, $" snaplen {length}");
        }

        if (log.QueueThreshold is { } threshold)
        {
            text.Append(CultureInfo.InvariantCulture, $" queue-threshold {threshold}");
        }

        if (log.Level is { } level)
        {
            text.Append(" level ").Append(Level(level) ?? state.Unsayable($"{(int)level}"));
        }

        state.Add(text.Append(Flags(log.Flags)).ToString());
    }

    private static string Flags(NftLogFlags flags)
    {
        if (flags is NftLogFlags.All)
        {
            return " flags all";
        }

        var tcp = (flags & (NftLogFlags.TcpSequence | NftLogFlags.TcpOptions)) switch
        {
            NftLogFlags.None => "",
            NftLogFlags.TcpSequence => " flags tcp sequence",
            NftLogFlags.TcpOptions => " flags tcp options",
            _ => " flags tcp sequence,options",
        };
        return $"{tcp}{(flags.HasFlag(NftLogFlags.IpOptions) ? " flags ip options" : "")}"
            + $"{(flags.HasFlag(NftLogFlags.SocketUser) ? " flags skuid" : "")}{(flags.HasFlag(NftLogFlags.LinkHeader) ? " flags ether" : "")}";
    }

    private static string? Level(NftLogLevel level) => level switch
    {
        NftLogLevel.Emergency => "emerg",
        NftLogLevel.Alert => "alert",
        NftLogLevel.Critical => "crit",
        NftLogLevel.Error => "err",
        NftLogLevel.Warning => "warn",
        NftLogLevel.Notice => "notice",
        NftLogLevel.Information => "info",
        NftLogLevel.Debug => "debug",
        NftLogLevel.Audit => "audit",
        _ => null,
    };
}
