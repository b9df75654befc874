namespace NetController.Drivers.Bridge;

/// <summary>A setting of the host that a network needs.</summary>
/// <param name="Path">The sysctl below <c>/proc/sys</c>.</param>
/// <param name="Value">The value needed.</param>
/// <param name="Reason">Why, for the list of host changes.</param>
internal sealed record HostSysctl(string Path, string Value, string Reason);
