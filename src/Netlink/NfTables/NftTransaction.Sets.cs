using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Sets and maps; <c>nft add set</c> and <c>nft add map</c>.</content>
public sealed partial class NftTransaction
{
    private const string AnonymousSet = "__set%d";
    private const string AnonymousMap = "__map%d";

    private uint _lastSet;

    /// <summary>Makes a set or map; content with one that exists and is alike; <c>nft add set</c>.</summary>
    /// <param name="set">The set.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void AddSet(NftSet set) => WriteSet(set, MessageFlags.Create, "add");

    /// <summary>Makes a set or map that must not exist; <c>nft create set</c>.</summary>
    /// <param name="set">The set.</param>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which.</exception>
    public void CreateSet(NftSet set) => WriteSet(set, MessageFlags.Create | MessageFlags.Exclusive, "create");

    /// <summary>
    /// Makes a set or map without a name, for one rule of this transaction; what nft writes as <c>{ … }</c> inside the rule. It goes with the rule. A set that no rule of
    /// the transaction uses is refused.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="keyType">What its keys are.</param>
    /// <param name="elements">Its elements, which never change.</param>
    /// <param name="dataType">What they lead to, or null for a set.</param>
    /// <param name="flags">Whether it has intervals; it is anonymous and constant by itself.</param>
    /// <returns>The set, and the number by which the rule must refer to it (<c>SetId</c>), since the kernel gives the name only now.</returns>
    /// <exception cref="ArgumentException">The set or an element breaks a rule; the message says which.</exception>
    public (NftSet Set, uint Id) AddAnonymousSet(
        NftTableName table, NftDataType keyType, ReadOnlySpan<NftElement> elements, NftDataType? dataType = null, NftSetFlags flags = NftSetFlags.None)
    {
        var set = new NftSet(table, dataType is null ? AnonymousSet : AnonymousMap, keyType)
        {
            DataType = dataType, Flags = flags | NftSetFlags.Anonymous | NftSetFlags.Constant,
        };
        foreach (var element in elements)
        {
            NftElementCheck.Element(set, element, isKeyOnly: false, nameof(elements));
        }

        var id = WriteSet(set, MessageFlags.Create, "add");
        WriteElements(ElementChange.Add, set, elements, id);
        return (set, id);
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

    private uint WriteSet(NftSet set, MessageFlags flags, string verb)
    {
        NftSetCheck.Set(set, nameof(set));
        var request = Next(NFT_MSG.NEWSET, flags, set.Table.Family, new(set.IsMap ? $"{verb} map" : $"{verb} set", set));
        NftSetCodec.Encode(request, set, ++_lastSet);
        Complete();
        return _lastSet;
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
