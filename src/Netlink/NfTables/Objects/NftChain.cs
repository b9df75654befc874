namespace NetController.Netlink.NfTables;

/// <summary>A chain of rules; <c>chain inet filter forward { … }</c> (nft(8)).</summary>
public sealed record NftChain : IOperationSubject
{
    /// <summary>Names the chain.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="name">1 to 255 bytes; see <see cref="NftTable"/>.</param>
    /// <exception cref="ArgumentException">The name breaks a rule; the message says which.</exception>
    public NftChain(NftTableName table, string name)
    {
        Name = NftName.Check(name, nameof(name));
        Table = table;
    }

    internal NftChain(NftTableName table, NftKernelName name)
    {
        Name = name.Text;
        Table = table;
    }

    /// <summary>Its table.</summary>
    public NftTableName Table { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where the kernel calls it, or null for a chain that only rules and verdict maps lead to.</summary>
    public NftBaseChain? Base { get; init; }

    /// <summary>A text of up to 128 bytes for people, or null.</summary>
    public string? Comment { get; init => field = NftName.CheckComment(value, nameof(Comment)); }

    /// <summary>The kernel's number for it, in what is listed.</summary>
    public ulong? Handle { get; init; }

    /// <summary>As a command of nft, for example <c>chain inet filter forward { type filter hook forward priority filter; policy drop; }</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"chain {Table} {Name}{NftChainText.Block(this).OnOneLine()}";

    string IOperationSubject.Words => $"{Table} {Name}";
}
