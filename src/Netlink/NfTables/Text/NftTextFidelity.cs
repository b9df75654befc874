namespace NetController.Netlink.NfTables;

/// <summary>How close a text in the notation of nft(8) is to what it was made from. Each value includes what the ones before it promise less.</summary>
public enum NftTextFidelity
{
    /// <summary>nft makes the same expressions of it.</summary>
    Exact,

    /// <summary>nft makes other expressions of it, which do the same: a range of two comparisons rather than one, another register.</summary>
    Equivalent,

    /// <summary>nft has no notation for a part of it. That part stands between <c>&lt;</c> and <c>&gt;</c>, and nft refuses the text rather than take it for something else.</summary>
    Incomplete,
}
