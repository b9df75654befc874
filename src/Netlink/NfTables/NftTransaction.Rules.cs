using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Rules; <c>nft add rule</c>.</content>
public sealed partial class NftTransaction
{
    /// <summary>Adds a rule at the end of its chain; <c>nft add rule</c>.</summary>
    /// <param name="rule">The rule. Its handle is given by the kernel.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void AddRule(NftRule rule) => WriteRule(rule, MessageFlags.Create | MessageFlags.Append, "add rule");

    /// <summary>Adds a rule right after another; <c>nft add rule … position HANDLE</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="handle">The handle of the other, in the same chain.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void AddRuleAfter(NftRule rule, ulong handle)
    {
        NftRuleCheck.Handle(handle, nameof(handle));
        WriteRule(rule, MessageFlags.Create | MessageFlags.Append, "add rule", position: handle);
    }

    /// <summary>Adds a rule at the beginning of its chain; <c>nft insert rule</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void InsertRule(NftRule rule) => WriteRule(rule, MessageFlags.Create, "insert rule");

    /// <summary>Adds a rule right before another; <c>nft insert rule … position HANDLE</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="handle">The handle of the other, in the same chain.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void InsertRuleBefore(NftRule rule, ulong handle)
    {
        NftRuleCheck.Handle(handle, nameof(handle));
        WriteRule(rule, MessageFlags.Create, "insert rule", position: handle);
    }

    /// <summary>Puts a rule in the place of another; <c>nft replace rule … handle HANDLE</c>.</summary>
    /// <param name="handle">The handle of the other, in the same chain.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void ReplaceRule(ulong handle, NftRule rule)
    {
        NftRuleCheck.Handle(handle, nameof(handle));
        WriteRule(rule, MessageFlags.Replace, "replace rule", handle: handle);
    }

    /// <summary>Deletes a rule; <c>nft delete rule … handle HANDLE</c>.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">The name of its chain.</param>
    /// <param name="handle">Its handle, as it was listed.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void DeleteRule(NftTableName table, string chain, ulong handle)
    {
        NftRuleCheck.Handle(handle, nameof(handle));
        DeleteRule("delete rule", table, chain, handle);
    }

    /// <summary>Deletes a rule, if it exists; <c>nft destroy rule</c>; Linux 6.3.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">The name of its chain, which must exist.</param>
    /// <param name="handle">Its handle, as it was listed.</param>
    /// <exception cref="ArgumentException">No table or chain can have this name.</exception>
    public void DestroyRule(NftTableName table, string chain, ulong handle)
    {
        NftRuleCheck.Handle(handle, nameof(handle));
        DeleteRule("destroy rule", table, chain, handle, NFT_MSG.DESTROYRULE);
    }

    private void WriteRule(NftRule rule, MessageFlags flags, string words, ulong? handle = null, ulong? position = null)
    {
        NftRuleCheck.Rule(rule, nameof(rule));
        var request = Next(NFT_MSG.NEWRULE, flags, rule.Table.Family, new(words, rule));
        NftRuleCodec.Encode(request, rule, Resolve(rule), handle, position);
        Complete();
    }

    private void DeleteRule(string words, NftTableName table, string chain, ulong? handle, NFT_MSG message = NFT_MSG.DELRULE)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(chain, nameof(chain));
        var request = Next(message, MessageFlags.None, table.Family, new(words, new NftReference(table, chain, handle)));
        NftRuleCodec.WriteReference(request, table, chain, handle);
        Complete();
    }
}
