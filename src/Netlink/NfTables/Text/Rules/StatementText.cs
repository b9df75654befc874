using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Statements that need no register, as they stand in rules and beside the elements of sets.</summary>
internal static class StatementText
{
    internal static string Of(NftCounter counter) => string.Create(CultureInfo.InvariantCulture, $"counter packets {counter.Packets} bytes {counter.Bytes}");

    internal static string Of(NftConnectionLimit limit) => string.Create(CultureInfo.InvariantCulture, $"ct count {(limit.IsInverted ? "over " : "")}{limit.Count}");

    internal static string Of(NftQuota quota) =>
        $"quota {(quota.IsInverted ? "over " : "")}{ByteAmount.Format(quota.Bytes)}{(quota.Consumed > 0 ? $" used {ByteAmount.Format(quota.Consumed)}" : "")}";

    internal static string Of(NftLimit limit)
    {
        var over = limit.IsInverted ? "over " : "";
        var rate = limit.IsOfBytes ? ByteAmount.Format(limit.Rate) : limit.Rate.ToString(CultureInfo.InvariantCulture);
        var burst = limit.Burst == (limit.IsOfBytes ? 0 : NftLimit.DefaultBurst) ? ""
            : limit.IsOfBytes ? $" burst {ByteAmount.Format(limit.Burst)}"
            : string.Create(CultureInfo.InvariantCulture, $" burst {limit.Burst} packets");
        return $"limit rate {over}{rate}/{Unit(limit.Unit)}{burst}";
    }

    /// <summary>A statement of a set, which has no registers to look at.</summary>
    internal static string? OfSet(NftExpression expression) => expression switch
    {
        NftCounter counter => Of(counter),
        NftConnectionLimit limit => Of(limit),
        NftQuota quota => Of(quota),
        NftLimit limit => Of(limit),
        _ => null,
    };

    private static string Unit(NftLimitUnit unit) => unit switch
    {
        NftLimitUnit.Second => "second",
        NftLimitUnit.Minute => "minute",
        NftLimitUnit.Hour => "hour",
        NftLimitUnit.Day => "day",
        NftLimitUnit.Week => "week",
        _ => string.Create(CultureInfo.InvariantCulture, $"<{(int)unit} seconds>"),
    };
}
