namespace NetController.Netlink.NfTables;

/// <summary>
/// A name as it came from the kernel, which takes any bytes for one: what others have made must be visible whatever they called it, so it is not checked as names given by callers are.
/// </summary>
internal readonly record struct NftKernelName(string Text);
