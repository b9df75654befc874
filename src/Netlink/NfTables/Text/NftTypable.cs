using System.Buffers;
using System.Collections.Frozen;

namespace NetController.Netlink.NfTables;

/// <summary>Which names can be typed in nft(8): its grammar has no way to quote the name of a table, chain or set.</summary>
internal static class NftTypable
{
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.");

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-:");

    // The words that nft 1.0.6 takes for its own wherever they stand.
    private static readonly FrozenSet<string> Reserved = (
        "accept add ah all and arp auto-merge bridge cgroup chain comment comp constant continue counter cpu create ct day dccp define delete describe "
        + "device devices dnat drop dst dup dynamic ecn element elements eq esp ether exists expires export exthdr fib flags flow flowtable flush frag "
        + "fwd gc-interval ge get goto gt handle hbh hook hour ibriport ibrname icmp icmpv6 igmp iif iifgroup iifname iiftype import include index inet "
        + "insert interval ip ip6 ipsec jhash jump le limit list ll log lt map mark masquerade meta meter mh missing monitor ne netdev nftrace nh not "
        + "notrack numgen obriport obrname offload oif oifgroup oifname oiftype or osf pkttype policy position priority queue quota random redefine "
        + "redirect reject rename replace reset return rt rt0 rt2 rtclassid rule ruleset sctp secmark set size skgid skuid snat socket srh symhash "
        + "synproxy table tcp th time timeout tproxy type typeof udp udplite undefine update vlan vmap xor xt").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    internal static bool Is(string name) =>
        FirstCharacters.Contains(name[0]) && !name.AsSpan().ContainsAnyExcept(Characters) && !Reserved.Contains(name);
}
