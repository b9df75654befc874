namespace NetController.Netlink.NfTables;

/// <summary>What can be known of a rule before anything is sent.</summary>
internal static class NftRuleCheck
{
    /// <summary>NFT_RULE_MAXEXPRS.</summary>
    private const int MaximumExpressions = 128;

    internal static void Rule(NftRule rule, string parameter)
    {
        ArgumentNullException.ThrowIfNull(rule, parameter);
        NftTableCheck.Name(rule.Table, parameter);
        if (rule.Expressions.Count > MaximumExpressions)
        {
            throw new ArgumentException($"The rule has {rule.Expressions.Count} expressions, and {MaximumExpressions} is the limit.", parameter);
        }
    }

    /// <summary>Handles are given by the kernel and begin at 1.</summary>
    internal static void Handle(ulong handle, string parameter)
    {
        if (handle == 0)
        {
            throw new ArgumentOutOfRangeException(parameter, handle, "Handles begin at 1.");
        }
    }
}
