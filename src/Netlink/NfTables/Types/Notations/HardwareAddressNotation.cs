namespace NetController.Netlink.NfTables;

/// <summary>Hardware addresses: <c>02:42:ac:11:00:02</c>.</summary>
internal sealed class HardwareAddressNotation : NftNotation
{
    internal override string Format(ReadOnlySpan<byte> value) => new HardwareAddress(value).ToString();

    internal override bool TryParse(string text, Span<byte> value)
    {
        if (!HardwareAddress.TryParse(text, out var address) || address.Length != value.Length)
        {
            return false;
        }

        address.CopyTo(value);
        return true;
    }
}
