namespace NetController;

/// <summary>Addresses that a new subnet must stay clear of.</summary>
/// <param name="Prefix">The addresses.</param>
/// <param name="Source">What occupies them.</param>
/// <param name="Description">The culprit as a message names it, such as <c>address 192.0.2.2/24 of link eth0</c>.</param>
public readonly record struct OccupiedPrefix(IPPrefix Prefix, OccupantKind Source, string Description);
