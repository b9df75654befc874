namespace NetController.Netlink.NfTables;

/// <summary>Which table: its family and name. Chains, rules and sets name their table by it.</summary>
/// <param name="Family">The family.</param>
/// <param name="Name">The name.</param>
public readonly record struct NftTableName(NftFamily Family, string Name)
{
    /// <summary>As nft writes it, for example <c>inet filter</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{NftWords.Of(Family)} {Name}";
}
