namespace NetController.State;

/// <summary>A sysctl of the host that was changed, written before the change was made.</summary>
/// <param name="Path">The sysctl below <c>/proc/sys</c>, such as <c>net/ipv4/ip_forward</c>; one record each.</param>
/// <param name="OldValue">What it was.</param>
/// <param name="NewValue">What it was set to.</param>
/// <param name="Reason">Why.</param>
/// <param name="BootId">The boot that the change was made in; after the next boot the kernel has forgotten it.</param>
/// <param name="Changed">When, in UTC.</param>
public sealed record StoredHostChange(string Path, string OldValue, string NewValue, string Reason, string BootId, DateTimeOffset Changed);
