using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>What other managers put into the same tables is left to the letter.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Usable))]
public sealed class ForeignRulesTests(Variant variant) : FirewallTest(variant)
{
    private const string Others = """
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        :ufw-before-forward - [0:0]
        :ufw-user-forward - [0:0]
        :DOCKER-USER - [0:0]
        :DOCKER - [0:0]
        :LIBVIRT_FWI - [0:0]
        -A INPUT -i lo -j ACCEPT
        -A FORWARD -j DOCKER-USER
        -A FORWARD -o docker0 -j DOCKER
        -A FORWARD -j ufw-before-forward
        -A FORWARD -j LIBVIRT_FWI
        -A ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        -A ufw-before-forward -j ufw-user-forward
        -A DOCKER-USER -j RETURN
        -A DOCKER ! -i docker0 -o docker0 -j DROP
        -A LIBVIRT_FWI -d 192.168.122.0/24 -o virbr0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        -A LIBVIRT_FWI -o virbr0 -m comment --comment "it's not ours: netctl" -j REJECT --reject-with icmp-port-unreachable
        COMMIT
        *nat
        :PREROUTING ACCEPT [0:0]
        :POSTROUTING ACCEPT [0:0]
        :DOCKER - [0:0]
        -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
        -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
        -A POSTROUTING -s 192.168.122.0/24 ! -d 192.168.122.0/24 -p tcp -j MASQUERADE --to-ports 1024-65535
        COMMIT
        *raw
        :PREROUTING ACCEPT [0:0]
        -A PREROUTING -i docker0 -p udp -m udp --dport 4789 -j CT --notrack
        COMMIT
        *mangle
        :POSTROUTING ACCEPT [0:0]
        -A POSTROUTING -o virbr0 -p udp -m udp --dport 68 -j CHECKSUM --checksum-fill
        COMMIT

        """;

    [Test]
    public async Task Rules_chains_and_policies_of_others_are_left_to_the_letter()
    {
        File.WriteAllText($"{Host.Path}.rules", Others);
        Host.Run($"iptables-{Variant.Name}-restore < {Host.Path}.rules");
        var before = Foreign();

        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1), Samples.Policy(2)) with { Host = new HostPolicy(GuardIPv4: true) }, default);
        var applied = Foreign();
        Variant.Run(Host, "-D FORWARD 1");
        Variant.Run(Host, "-F NETCTL");
        await Firewall.RepairAsync(default);
        var repaired = Foreign();
        await Firewall.ApplyAsync(Samples.Remove(1, 2) with { Host = new HostPolicy() }, default);

        Assert.That(applied, Is.EqualTo(before));
        Assert.That(repaired, Is.EqualTo(before));
        Assert.That(Save(), Is.EqualTo(before), "and afterwards nothing else is there");
    }

    [Test]
    public async Task Our_jumps_stand_before_the_rules_that_were_there()
    {
        Variant.Run(Host, "-A FORWARD -j DROP");

        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);

        var forward = Save().Split('\n').Where(static line => line.StartsWith("-A FORWARD", StringComparison.Ordinal));
        Assert.That(forward, Is.EqualTo(new[]
        {
            $"-A FORWARD -m comment --comment \"{Samples.HostOwner}\" -j NETCTL-USER",
            $"-A FORWARD -m comment --comment \"{Samples.HostOwner}\" -j NETCTL-FORWARD",
            "-A FORWARD -j DROP",
        }));
    }

    private string Foreign() => string.Join('\n', Save().Split('\n').Where(static line => !line.Contains("NETCTL", StringComparison.Ordinal)));
}
