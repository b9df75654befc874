namespace NetController.Netlink;

/// <summary>A sysctl and the value it is to have.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Value">The value as text, without line end.</param>
public readonly record struct SysctlSetting(SysctlPath Path, string Value);
