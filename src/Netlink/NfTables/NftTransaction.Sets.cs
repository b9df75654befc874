using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Sets and maps; <c>nft add set</c> and <c>nft add map</c>.</content>
public sealed partial class NftTransaction
{
    private Dictionary<(NftTableName Table, string Name), uint>? _anonymous;
    private uint _lastSet;

    /// <summary>Makes a set or map; content with one that exists and is alike; <c>nft add set</c>.</summary>
    /// <param name="set">The set.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void AddSet(NftSet set)
    {
        CheckNamedSet(set);
        WriteSet(set, MessageFlags.Create, "add");
    }

    /// <summary>Makes a set or map that must not exist; <c>nft create set</c>.</summary>
    /// <param name="set">The set.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void CreateSet(NftSet set)
    {
        CheckNamedSet(set);
        WriteSet(set, MessageFlags.Create | MessageFlags.Exclusive, "create");
    }

    /// <summary>
    /// Makes a set or map for one rule of this transaction, which follows; what nft writes as <c>{ … }</c> inside the rule. It goes with the rule.
    /// </summary>
    /// <param name="set">
    /// The set, with <see cref="NftSetFlags.Anonymous"/>. Its name is only what the rules of this transaction look it up by: the kernel gives it another.
    /// </param>
    /// <param name="elements">Its elements, which never change.</param>
    /// <exception cref="ArgumentException">The set or an element breaks a rule, or the transaction has an anonymous set of this name already; the message says so.</exception>
    /// <exception cref="NetlinkException">By <see cref="Commit"/>: <see cref="Errno.EINVAL"/> when no rule of the transaction uses it.</exception>
    public void AddAnonymousSet(NftSet set, params ReadOnlySpan<NftElement> elements)
    {
        NftSetCheck.Set(set, nameof(set));
        if (!set.Flags.HasFlag(NftSetFlags.Anonymous))
        {
            throw new ArgumentException($"The set {set.Table} {set.Name} is not anonymous.", nameof(set));
        }

        foreach (var element in elements)
        {
            NftElementCheck.Element(set, element, isKeyOnly: false, nameof(elements));
        }

        _anonymous ??= [];
        if (!_anonymous.TryAdd((set.Table, set.Name), _lastSet + 1))
        {
            throw new ArgumentException($"This transaction has an anonymous set {set.Table} {set.Name} already.", nameof(set));
        }

        WriteSet(set, MessageFlags.Create, "add");
        WriteElements(ElementChange.Add, set, elements, _lastSet);
    }

    /// <summary>Deletes a set or map with its elements; <c>nft delete set</c>. No rule may use it.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="set">Its name.</param>
    /// <exception cref="ArgumentException">No table or set can have this name.</exception>
    public void DeleteSet(NftTableName table, string set) => NameSet(NFT_MSG.DELSET, "delete set", table, set);

    /// <summary>Deletes a set or map with its elements, if it exists; <c>nft destroy set</c>; Linux 6.3. Its table must exist.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="set">Its name.</param>
    /// <exception cref="ArgumentException">No table or set can have this name.</exception>
    public void DestroySet(NftTableName table, string set) => NameSet(NFT_MSG.DESTROYSET, "destroy set", table, set);

    /// <summary>Deletes all elements of a set or map; <c>nft flush set</c>.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="set">Its name.</param>
    /// <exception cref="ArgumentException">No table or set can have this name.</exception>
    public void FlushSet(NftTableName table, string set)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(set, nameof(set));
        var request = Next(NFT_MSG.DELSETELEM, MessageFlags.None, table.Family, new("flush set", new NftReference(table, set)));
        request.WriteString(NFTA_SET_ELEM_LIST.TABLE, table.Name);
        request.WriteString(NFTA_SET_ELEM_LIST.SET, set);
        Complete();
    }

    private static void CheckNamedSet(NftSet set)
    {
        NftSetCheck.Set(set, nameof(set));
        if (set.Flags.HasFlag(NftSetFlags.Anonymous))
        {
            throw new ArgumentException($"The set {set.Table} {set.Name} is anonymous, and is made together with its elements.", nameof(set));
        }
    }

    private void WriteSet(NftSet set, MessageFlags flags, string verb)
    {
        var request = Next(NFT_MSG.NEWSET, flags, set.Table.Family, new(set.IsMap ? $"{verb} map" : $"{verb} set", set));
        NftSetCodec.Encode(request, set, ++_lastSet);
        Complete();
    }

    /// <summary>The expressions of a rule with those that look into an anonymous set of this transaction referring to it by its number.</summary>
    private NftExpressionList Resolve(NftRule rule)
    {
        if (_anonymous is null)
        {
            return rule.Expressions;
        }

        var expressions = new NftExpression[rule.Expressions.Count];
        for (var i = 0; i < expressions.Length; i++)
        {
            expressions[i] = rule.Expressions[i] is NftLookup lookup && _anonymous.TryGetValue((rule.Table, lookup.Set), out var id)
                ? new NftLookup(NftSetCodec.AnonymousSet)
                {
                    Source = lookup.Source, Destination = lookup.Destination, IsVerdictMap = lookup.IsVerdictMap, IsNegated = lookup.IsNegated, SetId = id,
                }
                : rule.Expressions[i];
        }

        return NftExpressionList.Create(expressions);
    }

    private void NameSet(NFT_MSG message, string words, NftTableName table, string set)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(set, nameof(set));
        var request = Next(message, MessageFlags.None, table.Family, new(words, new NftReference(table, set)));
        request.WriteString(NFTA_SET.TABLE, table.Name);
        request.WriteString(NFTA_SET.NAME, set);
        Complete();
    }
}
