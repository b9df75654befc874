namespace NetController.Netlink.NfTables;

/// <summary>A set or map together with its elements, as the text of a rule needs it that holds one without a name: <c>tcp dport { 80, 443 }</c>.</summary>
/// <param name="Set">The set.</param>
/// <param name="Elements">Its elements; not needed for a set with a name.</param>
public sealed record NftSetContent(NftSet Set, IReadOnlyList<NftElement> Elements);
