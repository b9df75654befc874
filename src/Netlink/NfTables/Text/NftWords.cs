namespace NetController.Netlink.NfTables;

/// <summary>The words of nft(8) for the enumerations of tables and chains.</summary>
internal static class NftWords
{
    internal static string Of(NftFamily family) => family switch
    {
        NftFamily.Inet => "inet",
        NftFamily.Ip => "ip",
        NftFamily.Arp => "arp",
        NftFamily.NetDevice => "netdev",
        NftFamily.Bridge => "bridge",
        NftFamily.Ip6 => "ip6",
        _ => $"family{(int)family}",
    };

    internal static string Of(NftHook hook) => hook switch
    {
        NftHook.Prerouting => "prerouting",
        NftHook.Input => "input",
        NftHook.Forward => "forward",
        NftHook.Output => "output",
        NftHook.Postrouting => "postrouting",
        NftHook.Ingress => "ingress",
        NftHook.Egress => "egress",
        _ => $"hook{(int)hook}",
    };

    internal static string Of(NftChainType type) => type switch
    {
        NftChainType.Filter => "filter",
        NftChainType.Nat => "nat",
        NftChainType.Route => "route",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of chain."),
    };

    internal static string Of(NftPolicy policy) => policy is NftPolicy.Accept ? "accept" : "drop";
}
