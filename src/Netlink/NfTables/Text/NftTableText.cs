namespace NetController.Netlink.NfTables;

/// <summary>Tables in the notation of nft.</summary>
internal static class NftTableText
{
    internal static NftBlock Block(NftTable table)
    {
        var block = new NftBlock();
        block.Add(Flags(table.Flags));
        block.AddComment(table.Comment);
        return block;
    }

    // nft 1.0.6 has no word for the flag "persist", and refuses a file with one.
    private static string? Flags(NftTableFlags flags) => (flags & (NftTableFlags.Dormant | NftTableFlags.Owner)) switch
    {
        NftTableFlags.None => null,
        NftTableFlags.Dormant => "flags dormant",
        NftTableFlags.Owner => "flags owner",
        _ => "flags dormant,owner",
    };
}
