using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The attributes of a set as they come, in any order.</summary>
internal ref struct NftRawSet
{
    internal string? Table;
    internal string? Name;
    internal NftSetFlags Flags;
    internal uint KeyType;
    internal uint KeyLength;
    internal uint? DataType;
    internal uint DataLength;
    internal TimeSpan? Timeout;
    internal TimeSpan? Interval;
    internal uint? Size;
    internal uint? Count;
    internal ulong? Handle;
    internal NftExpressionList? Expressions;
    internal ReadOnlySpan<byte> Notes;

    internal void Read(MessageReader message)
    {
        var reader = message.ReadAttributes<nfgenmsg, NFTA_SET>();
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_SET.TABLE: Table = reader.GetString(); break;
                case NFTA_SET.NAME: Name = reader.GetString(); break;
                case NFTA_SET.FLAGS: Flags = (NftSetFlags)reader.GetUInt32BigEndian(); break;
                case NFTA_SET.KEY_TYPE: KeyType = reader.GetUInt32BigEndian(); break;
                case NFTA_SET.KEY_LEN: KeyLength = reader.GetUInt32BigEndian(); break;
                case NFTA_SET.DATA_TYPE: DataType = reader.GetUInt32BigEndian(); break;
                case NFTA_SET.DATA_LEN: DataLength = reader.GetUInt32BigEndian(); break;
                case NFTA_SET.DESC: ReadDescription(reader.GetNested<NFTA_SET_DESC>()); break;
                case NFTA_SET.TIMEOUT: Timeout = NftMilliseconds.Read(reader.GetUInt64BigEndian()); break;
                case NFTA_SET.GC_INTERVAL: Interval = NftMilliseconds.Read(reader.GetUInt32BigEndian()); break;
                case NFTA_SET.USERDATA: Notes = reader.Value; break;
                case NFTA_SET.HANDLE: Handle = reader.GetUInt64BigEndian(); break;
                case NFTA_SET.EXPR: Expressions = [NftExpressionCodec.Read(reader.Value)]; break;
                case NFTA_SET.EXPRESSIONS: Expressions = NftExpressionCodec.ReadList(reader.Value); break;
                case NFTA_SET.COUNT: Count = reader.GetUInt32BigEndian(); break;
            }
        }
    }

    private void ReadDescription(AttributeReader<NFTA_SET_DESC> reader)
    {
        while (reader.Read())
        {
            if (reader.Type is NFTA_SET_DESC.SIZE)
            {
                Size = reader.GetUInt32BigEndian();
            }
        }
    }
}
