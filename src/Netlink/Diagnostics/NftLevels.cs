using NetController.Netlink.Wire;

namespace NetController.Netlink.Diagnostics;

/// <summary>The attributes of nf_tables.</summary>
internal static class NftLevels
{
    private static readonly TraceLevel Data = new TraceLevel(typeof(NFTA_DATA)) { Opaque = (ushort)NFTA_DATA.VALUE }.With(NFTA_DATA.VERDICT, new TraceLevel(typeof(NFTA_VERDICT)));

    private static readonly TraceLevel Expression = new(typeof(NFTA_EXPR));

    private static readonly TraceLevel Expressions = new TraceLevel(typeof(NFTA_LIST)).With(NFTA_LIST.ELEM, Expression);

    private static readonly TraceLevel Rule = new TraceLevel(typeof(NFTA_RULE)).With(NFTA_RULE.EXPRESSIONS, Expressions);

    private static readonly TraceLevel Chain = new TraceLevel(typeof(NFTA_CHAIN)).With(NFTA_CHAIN.HOOK, new TraceLevel(typeof(NFTA_HOOK)).With(NFTA_HOOK.DEVS, new TraceLevel(typeof(NFTA_DEVICE))));

    private static readonly TraceLevel Set = new TraceLevel(typeof(NFTA_SET))
        .With(NFTA_SET.EXPR, Expression)
        .With(NFTA_SET.EXPRESSIONS, Expressions)
        .With(NFTA_SET.DESC, new TraceLevel(typeof(NFTA_SET_DESC)).With(NFTA_SET_DESC.CONCAT, new TraceLevel(typeof(NFTA_LIST)).With(NFTA_LIST.ELEM, new TraceLevel(typeof(NFTA_SET_FIELD)))));

    private static readonly TraceLevel Elements = MakeElements();

    static NftLevels() => Expression.With(NFTA_EXPR.DATA, NFTA_EXPR.NAME, new()
    {
        ["bitwise"] = new TraceLevel(typeof(NFTA_BITWISE)).With(NFTA_BITWISE.MASK, Data).With(NFTA_BITWISE.XOR, Data).With(NFTA_BITWISE.DATA, Data),
        ["byteorder"] = new TraceLevel(typeof(NFTA_BYTEORDER)),
        ["cmp"] = new TraceLevel(typeof(NFTA_CMP)).With(NFTA_CMP.DATA, Data),
        ["connlimit"] = new TraceLevel(typeof(NFTA_CONNLIMIT)),
        ["counter"] = new TraceLevel(typeof(NFTA_COUNTER)),
        ["ct"] = new TraceLevel(typeof(NFTA_CT)),
        ["dynset"] = new TraceLevel(typeof(NFTA_DYNSET)).With(NFTA_DYNSET.EXPR, Expression).With(NFTA_DYNSET.EXPRESSIONS, Expressions),
        ["exthdr"] = new TraceLevel(typeof(NFTA_EXTHDR)),
        ["fib"] = new TraceLevel(typeof(NFTA_FIB)),
        ["immediate"] = new TraceLevel(typeof(NFTA_IMMEDIATE)).With(NFTA_IMMEDIATE.DATA, Data),
        ["limit"] = new TraceLevel(typeof(NFTA_LIMIT)),
        ["log"] = new TraceLevel(typeof(NFTA_LOG)),
        ["lookup"] = new TraceLevel(typeof(NFTA_LOOKUP)),
        ["masq"] = new TraceLevel(typeof(NFTA_MASQ)),
        ["meta"] = new TraceLevel(typeof(NFTA_META)),
        ["nat"] = new TraceLevel(typeof(NFTA_NAT)),
        ["payload"] = new TraceLevel(typeof(NFTA_PAYLOAD)),
        ["quota"] = new TraceLevel(typeof(NFTA_QUOTA)),
        ["range"] = new TraceLevel(typeof(NFTA_RANGE)).With(NFTA_RANGE.FROM_DATA, Data).With(NFTA_RANGE.TO_DATA, Data),
        ["redir"] = new TraceLevel(typeof(NFTA_REDIR)),
        ["reject"] = new TraceLevel(typeof(NFTA_REJECT)),
        ["rt"] = new TraceLevel(typeof(NFTA_RT)),
    });

    /// <summary>The attributes of a message.</summary>
    internal static TraceLevel Of(NFT_MSG message) => message switch
    {
        NFT_MSG.NEWTABLE or NFT_MSG.GETTABLE or NFT_MSG.DELTABLE or NFT_MSG.DESTROYTABLE => new TraceLevel(typeof(NFTA_TABLE)),
        NFT_MSG.NEWCHAIN or NFT_MSG.GETCHAIN or NFT_MSG.DELCHAIN or NFT_MSG.DESTROYCHAIN => Chain,
        NFT_MSG.NEWRULE or NFT_MSG.GETRULE or NFT_MSG.DELRULE or NFT_MSG.DESTROYRULE => Rule,
        NFT_MSG.NEWSET or NFT_MSG.GETSET or NFT_MSG.DELSET or NFT_MSG.DESTROYSET => Set,
        NFT_MSG.NEWSETELEM or NFT_MSG.GETSETELEM or NFT_MSG.DELSETELEM or NFT_MSG.DESTROYSETELEM => Elements,
        NFT_MSG.NEWGEN or NFT_MSG.GETGEN => new TraceLevel(typeof(NFTA_GEN)),
        _ => TraceLevel.Unknown,
    };

    private static TraceLevel MakeElements()
    {
        var element = new TraceLevel(typeof(NFTA_SET_ELEM))
            .With(NFTA_SET_ELEM.KEY, Data).With(NFTA_SET_ELEM.KEY_END, Data).With(NFTA_SET_ELEM.DATA, Data)
            .With(NFTA_SET_ELEM.EXPR, Expression).With(NFTA_SET_ELEM.EXPRESSIONS, Expressions);
        return new TraceLevel(typeof(NFTA_SET_ELEM_LIST)).With(NFTA_SET_ELEM_LIST.ELEMENTS, new TraceLevel(typeof(NFTA_LIST)).With(NFTA_LIST.ELEM, element));
    }
}
