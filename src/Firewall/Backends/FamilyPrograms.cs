namespace NetController.Firewall.Backends;

/// <summary>Where the programs of one family are.</summary>
/// <param name="Restore"><c>iptables-restore</c> or <c>ip6tables-restore</c>.</param>
/// <param name="Save"><c>iptables-save</c> or <c>ip6tables-save</c>.</param>
internal sealed record FamilyPrograms(string Restore, string Save);
