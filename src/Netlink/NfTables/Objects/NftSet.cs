namespace NetController.Netlink.NfTables;

/// <summary>A named set, map or verdict map; <c>set inet filter ports { type inet_service; }</c> (nft(8)).</summary>
public sealed record NftSet : IAttributeSubject
{
    /// <summary>Names the set.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="name">1 to 255 bytes; see <see cref="NftTable"/>.</param>
    /// <param name="keyType">What its keys are.</param>
    /// <exception cref="ArgumentException">The name breaks a rule; the message says which.</exception>
    public NftSet(NftTableName table, string name, NftDataType keyType)
    {
        ArgumentNullException.ThrowIfNull(keyType);
        Name = NftName.Check(name, nameof(name));
        Table = table;
        KeyType = keyType;
    }

    internal NftSet(NftTableName table, NftKernelName name, NftDataType keyType)
    {
        Name = name.Text;
        Table = table;
        KeyType = keyType;
    }

    /// <summary>Its table.</summary>
    public NftTableName Table { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its keys are.</summary>
    public NftDataType KeyType { get; }

    /// <summary>What its elements lead to: null for a set, <see cref="NftDataType.Verdict"/> for a verdict map, any other type for a map.</summary>
    public NftDataType? DataType { get; init; }

    /// <summary>Its properties.</summary>
    public NftSetFlags Flags { get; init; }

    /// <summary>After what time elements go that have no time of their own, in milliseconds; null for never. Needs <see cref="NftSetFlags.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often timed out elements are swept, in milliseconds; null for the kernel's choice.</summary>
    public TimeSpan? GarbageCollectionInterval { get; init; }

    /// <summary>The most elements it takes; null for no limit.</summary>
    public uint? Size { get; init; }

    /// <summary>Whether nft merges adjacent ranges as elements are added; <c>auto-merge</c>. The kernel only keeps the word.</summary>
    public bool AutoMerge { get; init; }

    /// <summary>What each element counts or limits by itself, for example <c>counter</c>.</summary>
    public NftExpressionList ElementExpressions { get; init; } = NftExpressionList.Empty;

    /// <summary>A text of up to 128 bytes for people, or null.</summary>
    public string? Comment { get; init => field = NftName.CheckComment(value, nameof(Comment)); }

    /// <summary>The kernel's number for it, in what is listed.</summary>
    public ulong? Handle { get; init; }

    /// <summary>
    /// How many elements it holds, in what is listed by kernels that tell (Linux 6.16); else null. <c>nft</c> has no word for it. Of ranges that are no concatenations it is half the
    /// number of their ends, rounded down: a range up to the highest key has only one.
    /// </summary>
    public uint? ElementCount { get; init; }

    /// <summary>Whether elements carry data.</summary>
    public bool IsMap => DataType is not null;

    /// <summary>As a command of nft, for example <c>set inet filter ports { type inet_service; flags interval; }</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{NftSetText.Keyword(this)} {Table} {Name}{NftSetText.Block(this).OnOneLine()}";

    string IOperationSubject.Words => $"{Table} {Name}";

    string IAttributeSubject.WordsAt(ReadOnlySpan<byte> message, int offset) => NftElementFinder.WordsAt(this, message, offset);
}
