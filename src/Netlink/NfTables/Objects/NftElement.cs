namespace NetController.Netlink.NfTables;

/// <summary>An element of a set or map: a key, or a range of keys, and what it leads to.</summary>
/// <param name="Key">The key, or the first of the range. In sets with <see cref="NftSetFlags.Interval"/> all keys are in network byte order, marks and interface numbers too, as nft keeps them there.</param>
public sealed record NftElement(NftValue Key)
{
    /// <summary>The last key of the range, inclusive; null for a single key. Only in sets with <see cref="NftSetFlags.Interval"/>; in a concatenation each part is a range of its own.</summary>
    public NftValue? KeyEnd { get; init; }

    /// <summary>Where it leads, in a map of data; otherwise null.</summary>
    public NftValue? Data { get; init; }

    /// <summary>Where it leads, in a verdict map; otherwise null.</summary>
    public NftVerdict? Verdict { get; init; }

    /// <summary>The named object it leads to, in what is listed of a map with <see cref="NftSetFlags.Object"/>; otherwise null.</summary>
    public string? ObjectName { get; init; }

    /// <summary>After what time it goes, in milliseconds; null for the set's own time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>In how much time it goes, in what is listed.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>Whether it stands for all keys that no other element has; <c>*</c>. Its <see cref="Key"/> is then meaningless.</summary>
    public bool IsCatchAll { get; init; }

    /// <summary>What it counts or limits by itself; as <see cref="NftSet.ElementExpressions"/>, with the values of the moment.</summary>
    public NftExpressionList Expressions { get; init; } = NftExpressionList.Empty;

    /// <summary>A text of up to 128 bytes for people, or null.</summary>
    public string? Comment { get; init => field = NftName.CheckComment(value, nameof(Comment)); }

    /// <summary>As a command of nft, for example <c>element inet filter lan { 10.0.0.0/8 comment "home" }</c>.</summary>
    /// <param name="set">The set it is of, which knows what its bytes mean.</param>
    /// <returns>The text.</returns>
    public string ToString(NftSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return $"element {set.Table} {set.Name} {{ {NftElementText.Format(set, this)} }}";
    }
}
