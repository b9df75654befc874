using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Expressions on the wire, in rules, sets and elements.</summary>
/// <remarks>
/// <code>
/// NFTA_RULE_EXPRESSIONS, NFTA_SET_EXPRESSIONS, NFTA_SET_ELEM_EXPRESSIONS { NFTA_LIST_ELEM { NFTA_EXPR_NAME NFTA_EXPR_DATA {…} } … }
/// NFTA_SET_EXPR, NFTA_SET_ELEM_EXPR                                      { NFTA_EXPR_NAME NFTA_EXPR_DATA {…} }
/// </code>
/// </remarks>
internal static class NftExpressionCodec
{
    /// <summary>Writes a list of expressions; an empty one too, since a rule may do nothing.</summary>
    internal static void WriteList<TAttribute>(MessageBuilder request, TAttribute attribute, NftExpressionList expressions)
        where TAttribute : unmanaged, Enum
    {
        using (request.Nest(attribute))
        {
            foreach (var expression in expressions.AsSpan())
            {
                Write(request, NFTA_LIST.ELEM, expression);
            }
        }
    }

    /// <summary>Writes one expression.</summary>
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, NftExpression expression)
        where TAttribute : unmanaged, Enum
    {
        expression.Check();
        using (request.Nest(attribute))
        {
            request.WriteString(NFTA_EXPR.NAME, expression.Kind);
            using (request.Nest(NFTA_EXPR.DATA))
            {
                expression.Encode(request);
            }
        }
    }

    /// <summary>Reads the content of a list of expressions.</summary>
    internal static NftExpressionList ReadList(ReadOnlySpan<byte> list)
    {
        var count = 0;
        for (var counter = new AttributeReader<NFTA_LIST>(list); counter.Read();)
        {
            count += counter.Type is NFTA_LIST.ELEM ? 1 : 0;
        }

        var expressions = new NftExpression[count];
        var reader = new AttributeReader<NFTA_LIST>(list);
        for (var i = 0; i < count && reader.Read();)
        {
            if (reader.Type is NFTA_LIST.ELEM)
            {
                expressions[i++] = Read(reader.Value);
            }
        }

        return NftExpressionList.Create(expressions);
    }

    /// <summary>Reads the content of one expression.</summary>
    internal static NftExpression Read(ReadOnlySpan<byte> expression)
    {
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> data = default;
        var reader = new AttributeReader<NFTA_EXPR>(expression);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_EXPR.NAME: name = reader.GetStringBytes(); break;
                case NFTA_EXPR.DATA: data = reader.Value; break;
            }
        }

        return name.IsEmpty ? throw new NetlinkProtocolException("an expression has no name (NFTA_EXPR_NAME)") : NftExpressionKind.Decode(name, data);
    }
}
