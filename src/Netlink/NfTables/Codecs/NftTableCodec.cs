using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Tables on the wire.</summary>
/// <remarks>
/// <code>
/// NFTA_TABLE_NAME NFTA_TABLE_FLAGS NFTA_TABLE_USE NFTA_TABLE_HANDLE NFTA_TABLE_USERDATA NFTA_TABLE_OWNER
/// </code>
/// </remarks>
internal static class NftTableCodec
{
    internal static void Encode(MessageBuilder request, NftTable table)
    {
        request.WriteString(NFTA_TABLE.NAME, table.Name);
        request.WriteUInt32BigEndian(NFTA_TABLE.FLAGS, (uint)table.Flags);
        NftUserData.WriteComment(request, NFTA_TABLE.USERDATA, table.Comment);
    }

    internal static NftTable Decode(MessageReader message)
    {
        string? name = null;
        ReadOnlySpan<byte> notes = default;
        var flags = default(NftTableFlags);
        ulong? handle = null;
        uint? owner = null;
        var reader = message.ReadAttributes<nfgenmsg, NFTA_TABLE>();
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_TABLE.NAME: name = reader.GetString(); break;
                case NFTA_TABLE.FLAGS: flags = (NftTableFlags)reader.GetUInt32BigEndian(); break;
                case NFTA_TABLE.HANDLE: handle = reader.GetUInt64BigEndian(); break;
                case NFTA_TABLE.USERDATA: notes = reader.Value; break;
                case NFTA_TABLE.OWNER: owner = reader.GetUInt32BigEndian(); break;
            }
        }

        return new NftTable(NftReading.Family(message), NftReading.Name(name, "table"))
        {
            Flags = flags, Comment = NftUserData.FindComment(notes), Handle = handle, OwnerPort = owner,
        };
    }
}
