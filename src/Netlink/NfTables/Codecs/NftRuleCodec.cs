using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Rules on the wire.</summary>
/// <remarks>
/// <code>
/// NFTA_RULE_TABLE NFTA_RULE_CHAIN NFTA_RULE_HANDLE NFTA_RULE_POSITION NFTA_RULE_EXPRESSIONS { NFTA_LIST_ELEM {…} … } NFTA_RULE_USERDATA
/// </code>
/// </remarks>
internal static class NftRuleCodec
{
    /// <summary>Writes a rule with its expressions as they are for the wire; <paramref name="handle"/> is that of the rule it replaces, <paramref name="position"/> that of the one it goes before or after.</summary>
    internal static void Encode(MessageBuilder request, NftRule rule, NftExpressionList expressions, ulong? handle, ulong? position)
    {
        WriteReference(request, rule.Table, rule.Chain, handle);
        if (position is { } other)
        {
            request.WriteUInt64BigEndian(NFTA_RULE.POSITION, other);
        }

        NftExpressionCodec.WriteList(request, NFTA_RULE.EXPRESSIONS, expressions);
        NftUserData.WriteComment(request, NFTA_RULE.USERDATA, rule.Comment);
    }

    /// <summary>Names a rule, or all of a chain, or all of a table.</summary>
    internal static void WriteReference(MessageBuilder request, NftTableName table, string? chain, ulong? handle)
    {
        request.WriteString(NFTA_RULE.TABLE, table.Name);
        if (chain is not null)
        {
            request.WriteString(NFTA_RULE.CHAIN, chain);
        }

        if (handle is { } number)
        {
            request.WriteUInt64BigEndian(NFTA_RULE.HANDLE, number);
        }
    }

    internal static NftRule Decode(MessageReader message)
    {
        string? table = null;
        string? chain = null;
        ulong? handle = null;
        ReadOnlySpan<byte> notes = default;
        var expressions = NftExpressionList.Empty;
        var reader = message.ReadAttributes<nfgenmsg, NFTA_RULE>();
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_RULE.TABLE: table = reader.GetString(); break;
                case NFTA_RULE.CHAIN: chain = reader.GetString(); break;
                case NFTA_RULE.HANDLE: handle = reader.GetUInt64BigEndian(); break;
                case NFTA_RULE.EXPRESSIONS: expressions = NftExpressionCodec.ReadList(reader.Value); break;
                case NFTA_RULE.USERDATA: notes = reader.Value; break;
            }
        }

        return new NftRule(NftReading.Table(message, table, "rule"), NftReading.Name(chain, "rule"), expressions)
        {
            Comment = NftUserData.FindComment(notes), Handle = handle,
        };
    }
}
