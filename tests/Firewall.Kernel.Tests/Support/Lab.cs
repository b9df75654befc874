using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>
/// A host that forwards, with two bridges, an endpoint on each, and a LAN: bridge N has 10.0.N.1/24 and fd00:N::1/64, endpoint A is 10.0.1.2 on
/// bridge 1, endpoint B 10.0.2.2 on bridge 2. The LAN's machine, 192.0.2.2 and 2001:db8::2, knows the way to the bridges, so that only the rules keep it out.
/// </summary>
public sealed class Lab
{
    private readonly TestNamespace _host;

    public Lab(TestNamespace host, TestNamespace lan, TestNamespace a, TestNamespace b)
    {
        (_host, Lan, A, B) = (host, lan, a, b);
        host.Run("echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
        WithoutDuplicateDetection(host, lan);
        Connect("up0", lan, null);
        Configure(host, "up0", "192.0.2.1/24", "2001:db8::1/64");
        Configure(lan, "eth0", "192.0.2.2/24", "2001:db8::2/64");
        lan.Run("ip route add 10.0.0.0/8 via 192.0.2.1; ip route add fd00::/16 via 2001:db8::1");
        Settle(lan, "192.0.2.1", "2001:db8::1");
        Bridge(1);
        Bridge(2);
        Attach(a, 1, 2);
        Attach(b, 2, 2);
    }

    public TestNamespace Lan { get; }

    public TestNamespace A { get; }

    public TestNamespace B { get; }

    /// <summary>Beside endpoint A on bridge 1, with 10.0.1.3, once it is attached.</summary>
    public TestNamespace Neighbour { get; private set; } = null!;

    /// <summary>Whether frames that a bridge only switches pass through iptables here (br_netfilter).</summary>
    public bool SwitchedFramesAreFiltered => _host.TryRun("test -e /proc/sys/net/bridge/bridge-nf-call-iptables").ExitCode == 0;

    public void FilterSwitchedFrames() =>
        _host.Run("for f in iptables ip6tables; do if test -e /proc/sys/net/bridge/bridge-nf-call-$f; then echo 1 > /proc/sys/net/bridge/bridge-nf-call-$f; fi; done");

    /// <summary>Bridges switch without asking the rules, as where br_netfilter is not loaded.</summary>
    public void LeaveSwitchedFramesAlone() =>
        _host.Run("for f in iptables ip6tables; do if test -e /proc/sys/net/bridge/bridge-nf-call-$f; then echo 0 > /proc/sys/net/bridge/bridge-nf-call-$f; fi; done");

    /// <summary>Makes a bridge with an address of the host in each family.</summary>
    public void Bridge(int number)
    {
        _host.Route.CreateLink(new BridgeSpec($"br-{number}") { IsUp = true });
        Configure(_host, $"br-{number}", $"10.0.{number}.1/24", $"fd00:{number}::1/64");
    }

    /// <summary>Puts a sandbox on a bridge.</summary>
    public void Attach(TestNamespace sandbox, int bridge, int address)
    {
        WithoutDuplicateDetection(sandbox);
        Connect($"v{bridge}-{address}", sandbox, $"br-{bridge}");
        Configure(sandbox, "eth0", $"10.0.{bridge}.{address}/24", $"fd00:{bridge}::{address}/64");
        sandbox.Run($"ip route add default via 10.0.{bridge}.1; ip route add default via fd00:{bridge}::1");
        Settle(sandbox, $"10.0.{bridge}.1", $"fd00:{bridge}::1");
    }

    /// <summary>Puts the neighbour on its bridge.</summary>
    public void AttachNeighbour(TestNamespace sandbox)
    {
        Neighbour = sandbox;
        Attach(sandbox, 1, 3);
    }

    /// <summary>Whether a ping from a machine is answered.</summary>
    public static bool Pings(TestNamespace from, string address) => from.TryRun($"ping -c1 -W0.6 {address}").ExitCode == 0;

    /// <summary>Whether a TCP connection from a machine arrives: a closed port that answers 'refused' has been reached.</summary>
    public static bool Reaches(TestNamespace from, string address) =>
        from.TryRun($"timeout 0.6 bash -c '</dev/tcp/{address}/80'").ExitCode != 124;

    // A new link finds its neighbours only after a moment, which must not count as a packet that was dropped.
    private static void Settle(TestNamespace from, params ReadOnlySpan<string> neighbours)
    {
        foreach (var address in neighbours)
        {
            from.Run($"for i in 1 2 3 4 5; do ping -c1 -W1 {address} && exit 0; done; exit 1");
        }
    }

    // Link-local addresses would be of no use for a second, and neighbours not be found.
    private static void WithoutDuplicateDetection(params ReadOnlySpan<TestNamespace> namespaces)
    {
        foreach (var one in namespaces)
        {
            one.Run("for f in all default; do echo 0 > /proc/sys/net/ipv6/conf/$f/accept_dad; done");
        }
    }

    private static void Configure(TestNamespace of, string link, string v4, string v6) =>
        of.Run($"ip address add {v4} dev {link}; ip address add {v6} dev {link} nodad; ip link set {link} up");

    private void Connect(string name, TestNamespace peer, string? master) => _host.Route.CreateLink(new VethSpec(name, "eth0")
    {
        IsUp = true,
        PeerNamespace = peer.Namespace,
        Master = master is null ? null : _host.Route.FindLink(master)!.Index,
    });
}
