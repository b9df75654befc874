namespace NetController.Netlink.NfTables;

/// <summary>What can be known of a table before anything is sent.</summary>
internal static class NftTableCheck
{
    /// <summary>Checks a reference that may be absent.</summary>
    internal static void Name(NftTableName? table, string parameter)
    {
        if (table is { } given)
        {
            Name(given, parameter);
        }
    }

    /// <summary>Checks a reference, which as a structure may hold anything.</summary>
    internal static void Name(NftTableName table, string parameter)
    {
        if (table.Family is not (NftFamily.Inet or NftFamily.Ip or NftFamily.Ip6 or NftFamily.Arp or NftFamily.Bridge or NftFamily.NetDevice))
        {
            throw new ArgumentException($"{(int)table.Family} is no family of nf_tables.", parameter);
        }

        NftName.Check(table.Name ?? "", parameter);
    }

    internal static void Table(NftTable table, string parameter)
    {
        ArgumentNullException.ThrowIfNull(table, parameter);
        Name(table.Reference, parameter);
        if (table.Flags.HasFlag(NftTableFlags.Persist) && !table.Flags.HasFlag(NftTableFlags.Owner))
        {
            throw new ArgumentException($"{table.Reference} has the flag \"persist\", which means something only together with \"owner\".", parameter);
        }
    }
}
