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

    /// <summary>What it does and its comment, in the notation of nft(8), for example <c>tcp dport { 80, 443 } accept comment "web"</c>.</summary>
    /// <param name="sets">
    /// Finds a set of the rule's table by name. It is needed for sets without a name, whose elements are part of the rule, and makes the text sure where
    /// it depends on what a set holds; null where it is not known, or for no set at all.
    /// </param>
    /// <returns>The text, and whether nft makes the same expressions of it.</returns>
    public NftRuleText ToText(Func<string, NftSetContent?>? sets = null)
    {
        var text = RuleReader.Read(Table.Family, Expressions, sets);
        return Comment is null ? text : text with { Text = $"{text.Text} comment \"{Comment}\"" };
    }

    /// <summary>As a command of nft, for example <c>rule inet filter forward tcp dport 80 accept</c>. Sets without a name appear as <c>@name</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"rule {Table} {Chain} {ToText()}";

    string IOperationSubject.Words => $"{Table} {Chain}";
}
