namespace NetController.Netlink.NfTables;

/// <summary>Properties of a set or map (<c>NFT_SET_*</c>, linux/netfilter/nf_tables.h).</summary>
[Flags]
public enum NftSetFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It has no name of its own and goes with the rule that looks into it; written <c>{ … }</c> inside the rule.</summary>
    Anonymous = 1,

    /// <summary>Its elements cannot change once a rule uses it; <c>flags constant</c>.</summary>
    Constant = 2,

    /// <summary>Its elements are ranges and prefixes; <c>flags interval</c>.</summary>
    Interval = 4,

    /// <summary>Elements carry data; set by the library when there is a data type, and left out of what is listed, where <see cref="NftSet.IsMap"/> says it.</summary>
    Map = 8,

    /// <summary>Elements may time out; <c>flags timeout</c>.</summary>
    Timeout = 16,

    /// <summary>Rules may add elements; <c>flags dynamic</c>.</summary>
    Dynamic = 32,

    /// <summary>Elements refer to named objects.</summary>
    Object = 64,

    /// <summary>Keys are concatenations of which the kernel knows the parts; set by the library where ranges of concatenations need it, and left out of what is listed.</summary>
    Concatenated = 128,
}
