namespace NetController.Netlink.NfTables;

/// <summary>A comparison that says which protocol a header is of, so that the fields behind it have names.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="Number">With what.</param>
internal readonly record struct Dependency(DependencyKind Kind, int Number);
