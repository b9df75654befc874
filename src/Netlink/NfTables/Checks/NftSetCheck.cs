namespace NetController.Netlink.NfTables;

/// <summary>What can be known of a set before anything is sent.</summary>
internal static class NftSetCheck
{
    /// <summary>NFT_SET_EXPR_MAX.</summary>
    private const int MaximumExpressions = 2;

    internal static void Set(NftSet set, string parameter)
    {
        ArgumentNullException.ThrowIfNull(set, parameter);
        NftTableCheck.Name(set.Table, parameter);
        if ((TypeFault(set) ?? FlagFault(set) ?? TimeFault(set) ?? OtherFault(set)) is { } fault)
        {
            throw new ArgumentException($"The set {set.Table} {set.Name} is impossible: {fault}.", parameter);
        }
    }

    private static string? TypeFault(NftSet set) =>
        set.KeyType == NftDataType.Verdict ? "a verdict cannot be a key"
        : set.KeyType.Length is < 1 or > NftValue.MaximumLength ? $"a key has 1 to {NftValue.MaximumLength} bytes, not {set.KeyType.Length}"
        : set.DataType is { Length: < 1 or > NftValue.MaximumLength } data ? $"data have 1 to {NftValue.MaximumLength} bytes, not {data.Length}"
        : null;

    private static string? FlagFault(NftSet set) =>
        set.Flags.HasFlag(NftSetFlags.Object) ? "maps to named objects can be listed but not made"
        : set.Flags.HasFlag(NftSetFlags.Map) && !set.IsMap ? "it has the flag \"map\" but no type of data"
        : set.Flags.HasFlag(NftSetFlags.Concatenated) && set.KeyType.Parts.IsEmpty ? "it has the flag of concatenations, and its type is none"
        : set.AutoMerge && !set.Flags.HasFlag(NftSetFlags.Interval) ? "\"auto-merge\" needs the flag \"interval\""
        : null;

    private static string? TimeFault(NftSet set)
    {
        if (set.Timeout is null && set.GarbageCollectionInterval is null)
        {
            return null;
        }

        return !set.Flags.HasFlag(NftSetFlags.Timeout) ? "a timeout needs the flag \"timeout\""
            : set.Timeout is { TotalMilliseconds: < 1 } ? "a timeout is at least 1 ms"
            : set.GarbageCollectionInterval is { TotalMilliseconds: < 1 or > uint.MaxValue } ? $"a gc-interval is 1 to {uint.MaxValue} ms"
            : null;
    }

    private static string? OtherFault(NftSet set) =>
        set.Size is 0 ? "a size of 0 holds nothing"
        : set.ElementExpressions.Count > MaximumExpressions ? $"elements have at most {MaximumExpressions} expressions"
        : set.Flags.HasFlag(NftSetFlags.Anonymous) ? null
        : set.Name.Contains('%', StringComparison.Ordinal) ? "the kernel takes a name with \"%\" for a pattern of names"
        : null;
}
