using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What reading all objects has in common.</summary>
internal static class NftReading
{
    /// <summary>The family in the fixed part of a message.</summary>
    internal static NftFamily Family(MessageReader message) => (NftFamily)message.ReadHeader<nfgenmsg>().nfgen_family;

    /// <summary>The table that an object says it is in.</summary>
    internal static NftTableName Table(MessageReader message, string? name, string what) =>
        new(Family(message), name ?? throw Missing(what, "table"));

    /// <summary>A name that an object must have.</summary>
    internal static NftKernelName Name(string? name, string what) => new(name ?? throw Missing(what, "name"));

    private static NetlinkProtocolException Missing(string what, string attribute) => new($"nf_tables sent a {what} that has no {attribute}");
}
