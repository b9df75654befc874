namespace NetController.Netlink.NfTables;

/// <content>Named sets.</content>
public static partial class NftMatch
{
    /// <summary>Fields of the packet, one after another, are an element of a set; <c>ip daddr . tcp dport @published</c>.</summary>
    /// <param name="set">The set, of the table of the rule.</param>
    /// <param name="key">The fields, as many as its type has parts.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The fields are not what the keys of the set are.</exception>
    public static NftExpressionList InSet(NftSet set, params ReadOnlySpan<NftField> key) => [.. NftSetKey.Load(set, key), new NftLookup(set.Name)];

    /// <summary>Fields of the packet, one after another, are no element of a set; <c>ip daddr != @published</c>.</summary>
    /// <inheritdoc cref="InSet"/>
    public static NftExpressionList NotInSet(NftSet set, params ReadOnlySpan<NftField> key) => [.. NftSetKey.Load(set, key), new NftLookup(set.Name) { IsNegated = true }];
}
