namespace NetController.Netlink.NfTables;

/// <summary>Fields as the key of a set.</summary>
internal static class NftSetKey
{
    internal static NftExpressionList Load(NftSet set, ReadOnlySpan<NftField> key)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (key.IsEmpty)
        {
            throw new ArgumentException($"No field is given that {set.Name} could have a key of.", nameof(key));
        }

        var types = new NftDataType[key.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = key[i].Type;
        }

        var type = types.Length == 1 ? types[0] : NftDataType.Concatenate(types);
        return type.Equals(set.KeyType)
            ? NftField.LoadAll(key)
            : throw new ArgumentException($"The keys of {set.Name} are of type {set.KeyType}, and the fields are of type {type}.", nameof(key));
    }
}
