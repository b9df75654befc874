using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>What nft made, read and made again by this library in another namespace, is the same to nft and to this library.</summary>
public sealed class NftCopyTests : NftTest
{
    private static readonly string[] Rulesets =
    [
        "table inet t { comment \"home\"; flags dormant; }",
        "table ip t { }\ntable ip6 t { }\ntable arp t { }\ntable bridge t { }\ntable netdev t { }\ntable inet u { }",
        """
        table inet t {
          chain a { type filter hook prerouting priority raw; policy accept; comment "first"; }
          chain b { type nat hook prerouting priority dstnat; }
          chain c { type filter hook input priority filter; policy drop; }
          chain d { type filter hook forward priority filter - 5; }
          chain e { type route hook output priority mangle; }
          chain f { type nat hook postrouting priority srcnat; }
          chain g { comment "called"; }
        }
        table arp t {
          chain a { type filter hook input priority 0; }
          chain b { type filter hook output priority -7; policy drop; }
        }
        table bridge t {
          chain a { type filter hook prerouting priority -200; }
          chain b { type filter hook postrouting priority 0; }
        }
        table netdev t {
          chain a { type filter hook ingress device "lo" priority 0; policy accept; }
        }
        table inet v {
          chain a { type filter hook ingress device "lo" priority 1; policy drop; }
        }
        """,
        """
        table inet t {
          set a { type ipv4_addr; comment "hosts"; elements = { 10.0.0.1 comment "one", 10.0.0.2 } }
          set b { type ipv6_addr . inet_service; size 100; elements = { fd00::1 . 80 } }
          set c { type ifname; elements = { "eth0", "lo" } }
          set d { type mark; elements = { 1, 0xffffffff } }
          set e { type ipv4_addr; flags constant; elements = { 1.2.3.4 } }
        }
        """,
        """
        table inet t {
          set a { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.168.1.1, 192.168.2.1-192.168.2.9, 255.255.255.0/24 } }
          set b { type inet_service; flags interval; auto-merge; elements = { 0-1023, 2000, 65000-65535 } }
          set c { type ipv4_addr . inet_service; flags interval; elements = { 10.0.0.0/24 . 80-90, 10.0.1.1 . 443, 10.0.2.0-10.0.2.7 . 0-65535 } }
          set d { type ipv6_addr; flags interval; elements = { fd00::/8 } }
          set e { type mark; flags interval; elements = { 0x10-0x1f } }
          map f { type ipv4_addr : verdict; flags interval; elements = { 10.0.0.0/8 : accept, 11.0.0.1 : drop, * : return } }
          map g { type inet_service : mark; flags interval; elements = { 1-9 : 1, 10-19 : 2 } }
        }
        """,
        """
        table inet t {
          chain x { }
          map a { type ifname . ifname : verdict; comment "pairs"; elements = { "lo" . "eth0" : jump x, "lo" . "lo" comment "self" : goto x, "eth0" . "lo" : accept } }
          map b { type ipv4_addr . inet_service : ipv4_addr . inet_service; elements = { 10.0.0.1 . 80 : 172.17.0.2 . 8080 } }
          map c { type inet_service : ipv6_addr; elements = { 80 : fd00::2 } }
          map d { type mark : ipv4_addr; elements = { 1 : 10.0.0.1 } }
          set e { type ipv4_addr; elements = { 1.1.1.1, * } }
        }
        """,
        """
        table inet t {
          set a { type ipv4_addr; flags timeout; elements = { 10.0.0.1, 10.0.0.3 comment "stays" } }
          set b { type ipv4_addr; flags dynamic,timeout; timeout 1h; gc-interval 5m; size 65535; }
          set c { type ipv4_addr; counter; elements = { 10.0.0.1 counter packets 7 bytes 900, 10.0.0.2 } }
          set d { type ipv4_addr; flags interval; counter; elements = { 10.0.0.0/8 counter packets 1 bytes 2 } }
          set e { type ipv4_addr; limit rate 10/second counter; elements = { 10.0.0.1 } }
        }
        """,
        """
        table inet t {
          set s { type ipv4_addr; }
          chain x {
            ip saddr { 10.0.0.1, 10.0.0.2 } tcp dport { 80, 443, 8000-8999 } counter accept comment "in"
            ip saddr . tcp dport vmap { 10.0.0.1 . 80 : accept, 10.0.0.2 . 81 : drop }
            ct state vmap { established : accept, invalid : drop }
            ip saddr @s drop
            iifname "lo" accept
            meta mark set ip saddr map { 10.0.0.1 : 1, 10.0.0.2 : 2 }
          }
        }
        """,
    ];

    [TestCaseSource(nameof(Rulesets))]
    public void A_ruleset_of_nft_is_copied_exactly(string commands)
    {
        var other = NewNamespace("copy");
        NftProgram.Load(Host, commands);
        var read = Nft.ReadRuleset();
        using var copy = NftConnection.Open(other.Namespace);

        Commit(copy, transaction => NftCopy.Write(transaction, read));

        // nft 1.0.6 crashes when it is to write the flags of a table in JSON.
        if (!commands.Contains("flags dormant", StringComparison.Ordinal))
        {
            Assert.That(Json(other), Is.EqualTo(Json(Host)));
        }

        Assert.That(other.Run("nft list ruleset"), Is.EqualTo(Host.Run("nft list ruleset")));
        Assert.That(Words(copy.ReadRuleset()), Is.EqualTo(Words(read)));
    }

    /// <summary>All objects, as records compare them, without the kernel's numbers.</summary>
    private static List<object> Words(NftRuleset ruleset)
    {
        var objects = new List<object>();
        foreach (var table in ruleset.Tables)
        {
            objects.Add(table.Table with { Handle = null });
            foreach (var set in table.Sets)
            {
                objects.Add(set.Set with { Handle = null, ElementCount = null });
                objects.AddRange(set.Elements.OrderBy(static element => element.Key.ToString(), StringComparer.Ordinal));
            }

            foreach (var chain in table.Chains)
            {
                objects.Add(chain.Chain with { Handle = null });
                objects.AddRange(chain.Rules.Select(static rule => rule with { Handle = null }));
            }
        }

        return objects;
    }
}
