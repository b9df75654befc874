namespace NetController.Netlink.NfTables;

/// <summary>The statement <c>reject</c>. nft puts the comparison in front that says for which protocol the answer is.</summary>
internal static class RejectText
{
    private const byte IcmpPortUnreachable = 3;
    private const byte Icmpv6PortUnreachable = 4;
    private const byte IcmpxPortUnreachable = 1;

    internal static void Add(RuleState state, NftReject reject)
    {
        var network = state.Protocols.Network;
        switch (reject.Type)
        {
            case NftRejectType.Icmp when network == ProtocolHeaders.Ip:
                AddIcmp(state, network, NftDataType.IcmpCode, "icmp", reject.Code, state.Family is NftFamily.Ip && reject.Code == IcmpPortUnreachable);
                break;
            case NftRejectType.Icmp when network == ProtocolHeaders.Ip6:
                AddIcmp(state, network, NftDataType.Icmpv6Code, "icmpv6", reject.Code, state.Family is NftFamily.Ip6 && reject.Code == Icmpv6PortUnreachable);
                break;
            case NftRejectType.TcpReset when state.Protocols.Transport is { Name: "tcp" } tcp:
                // In other families nft itself leaves the comparison in sight.
                AddNeeding(state, "reject with tcp reset", state.Family is NftFamily.Ip or NftFamily.Ip6 ? tcp : null);
                break;
            case NftRejectType.Icmpx when state.Family is NftFamily.Inet or NftFamily.Bridge or NftFamily.NetDevice:
                AddIcmp(state, null, NftDataType.IcmpxCode, "icmpx", reject.Code, reject.Code == IcmpxPortUnreachable && network is null && !state.Protocols.IsNetworkMixed);
                break;
            default:
                state.Add(state.Unsayable($"reject {reject.Type} {reject.Code}"));
                break;
        }
    }

    private static void AddIcmp(RuleState state, ProtocolHeader? network, NftDataType codes, string word, byte code, bool isUsual) =>
        AddNeeding(state, isUsual ? "reject" : $"reject with {word} {codes.Format([code])}", network);

    private static void AddNeeding(RuleState state, string text, ProtocolHeader? header) =>
        state.Items.Add(new RuleItem(text, state.Protocols) { Needs = header is null ? [] : [header], NeedsAtBeginning = true });
}
