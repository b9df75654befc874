namespace NetController.Netlink.NfTables;

/// <summary>The kinds of verdict (<c>NF_*</c>, linux/netfilter.h, and <c>NFT_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftVerdictCode
{
    /// <summary>Drop the packet.</summary>
    Drop = 0,

    /// <summary>Let it through.</summary>
    Accept = 1,

    /// <summary>Hand it to a program.</summary>
    Queue = 3,

    /// <summary>Go on with the next rule.</summary>
    Continue = -1,

    /// <summary>Leave this rule: something in it did not match.</summary>
    Break = -2,

    /// <summary>Go through another chain and come back.</summary>
    Jump = -3,

    /// <summary>Go to another chain and not come back.</summary>
    Goto = -4,

    /// <summary>Go back to the chain that led here.</summary>
    Return = -5,
}
