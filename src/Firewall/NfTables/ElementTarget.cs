using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Where an element leads; nowhere in a set that is no map.</summary>
/// <param name="Data">An address, or an address and a port; without bytes where there is none.</param>
/// <param name="Verdict">A verdict; null where there is none.</param>
internal readonly record struct ElementTarget(NftValue Data, NftVerdict? Verdict = null)
{
    /// <summary>The element as the kernel takes it.</summary>
    public NftElement At(ElementKey key) => key.ToElement() with { Data = Data.Length == 0 ? null : Data, Verdict = Verdict };
}
