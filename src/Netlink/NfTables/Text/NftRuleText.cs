namespace NetController.Netlink.NfTables;

/// <summary>What a rule does, in the notation of nft(8), for example <c>tcp dport 80 counter packets 0 bytes 0 accept</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Fidelity">Whether nft makes the same of it.</param>
public sealed record NftRuleText(string Text, NftTextFidelity Fidelity)
{
    /// <summary>The text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
