namespace NetController.Netlink.NfTables;

/// <summary>What becomes of a packet that reaches the end of a base chain.</summary>
public enum NftPolicy
{
    /// <summary>It goes on.</summary>
    Accept,

    /// <summary>It is dropped.</summary>
    Drop,
}
