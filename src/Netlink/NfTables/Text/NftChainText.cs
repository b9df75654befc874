namespace NetController.Netlink.NfTables;

/// <summary>Chains in the notation of nft.</summary>
internal static class NftChainText
{
    internal static NftBlock Block(NftChain chain)
    {
        var block = new NftBlock();
        block.AddComment(chain.Comment);
        block.Add(chain.Base is { } hook ? Base(chain.Table.Family, hook) : null);
        return block;
    }

    private static string Base(NftFamily family, NftBaseChain chain) =>
        $"type {NftWords.Of(chain.Type)} hook {NftWords.Of(chain.Hook)}{Devices(chain)} "
        + $"priority {NftPriorityText.Format(family, chain.Hook, chain.Priority)}; policy {NftWords.Of(chain.Policy)};";

    private static string Devices(NftBaseChain chain) => chain.Devices.Length switch
    {
        0 => "",
        1 => $" device \"{chain.Devices[0]}\"",
        _ => $" devices = {{ {string.Join(", ", chain.Devices.Select(static device => $"\"{device}\""))} }}",
    };
}
