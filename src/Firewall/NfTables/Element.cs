namespace NetController.Firewall.NfTables;

/// <summary>An element that a policy asks for.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Target">Where it leads.</param>
internal readonly record struct Element(ElementKey Key, ElementTarget Target = default);
