namespace NetController.Netlink.NfTables;

/// <summary>A rule: expressions that a packet passes one after another until one does not match or a verdict is reached.</summary>
public sealed record NftRule : IOperationSubject
{
    /// <summary>Puts a rule together.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">The name of its chain.</param>
    /// <param name="expressions">What it does, in order.</param>
    /// <exception cref="ArgumentException">The name of the chain cannot be one; the message says why.</exception>
    public NftRule(NftTableName table, string chain, NftExpressionList expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        Table = table;
        Chain = NftName.Check(chain, nameof(chain));
        Expressions = expressions;
    }

    internal NftRule(NftTableName table, NftKernelName chain, NftExpressionList expressions)
    {
        Table = table;
        Chain = chain.Text;
        Expressions = expressions;
    }

    /// <summary>Its table.</summary>
    public NftTableName Table { get; }

    /// <summary>The name of its chain.</summary>
    public string Chain { get; }

    /// <summary>What it does, in order.</summary>
    public NftExpressionList Expressions { get; }

    /// <summary>A text of up to 128 bytes for people, by which its owner can also recognise it; or null.</summary>
    public string? Comment { get; init => field = NftName.CheckComment(value, nameof(Comment)); }

    /// <summary>The kernel's number for it, in what is listed: the one way to name a rule to be deleted or replaced.</summary>
    public ulong? Handle { get; init; }

    string IOperationSubject.Words => $"{Table} {Chain}";
}
