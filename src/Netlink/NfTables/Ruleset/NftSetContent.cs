using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>A set or map with its elements; <c>nft list set</c>.</summary>
public sealed class NftSetContent
{
    /// <summary>Puts a set and its elements together, as the text of a rule needs them that holds a set without a name.</summary>
    /// <param name="set">The set.</param>
    /// <param name="elements">Its elements.</param>
    public NftSetContent(NftSet set, ImmutableArray<NftElement> elements)
    {
        Set = set;
        Elements = elements;
    }

    /// <summary>The set.</summary>
    public NftSet Set { get; }

    /// <summary>Its elements: ranges by their keys, others in the kernel's order.</summary>
    public ImmutableArray<NftElement> Elements { get; }
}
