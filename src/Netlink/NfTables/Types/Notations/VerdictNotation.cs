namespace NetController.Netlink.NfTables;

/// <summary>Verdicts are no values of bytes; maps hold them as <see cref="NftVerdict"/>.</summary>
internal sealed class VerdictNotation : NftNotation
{
    internal override string Format(ReadOnlySpan<byte> value) => $"0x{Convert.ToHexStringLower(value)}";

    internal override bool TryParse(string text, Span<byte> value) => false;
}
