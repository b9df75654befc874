namespace NetController.Firewall.NfTables;

/// <summary>What a change of policies does to one element.</summary>
/// <param name="Before">The element as it is in force; null where it is not.</param>
/// <param name="After">The element as it shall be; null where it goes.</param>
internal readonly record struct ElementChange(ElementClaim? Before, ElementClaim? After)
{
    /// <summary>Whether an element has to go, if only because it leads elsewhere now.</summary>
    public bool Deletes => Before is not null && Before.Target != After?.Target;

    /// <summary>Whether an element has to come.</summary>
    public bool Adds => After is not null && After.Target != Before?.Target;
}
