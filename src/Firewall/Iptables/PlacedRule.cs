namespace NetController.Firewall.Iptables;

/// <summary>A rule that a chain should hold, and where the kernel holds it now.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Position">Its index in the kernel's chain; <see cref="Missing"/> where it is not there.</param>
internal readonly record struct PlacedRule(IptablesRule Rule, int Position)
{
    /// <summary>The position of a rule that is not there: behind all others.</summary>
    public const int Missing = int.MaxValue;
}
