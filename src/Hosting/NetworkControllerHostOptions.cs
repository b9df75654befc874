using NetController.Firewall;

namespace NetController.Hosting;

/// <summary>
/// How a host's controller works, as configuration files, environment variables and command lines can say it: every value is a text, a number,
/// a switch or a list of texts. Checked as a whole before anything is opened; <see cref="NetworkControllerOptions"/> is what comes of it.
/// </summary>
public sealed class NetworkControllerHostOptions
{
    /// <summary>The folder that keeps the state across restarts. Default <c>/var/lib/netctl</c>.</summary>
    public string StateDirectory { get; set; } = "/var/lib/netctl";

    /// <summary>The folder of run-time files, which a reboot may empty. Default <c>/run/netctl</c>.</summary>
    public string RunDirectory { get; set; } = "/run/netctl";

    /// <summary>Which program or kernel interface applies the rules. Default <see cref="FirewallBackend.Auto"/>.</summary>
    public FirewallBackend Firewall { get; set; } = FirewallBackend.Auto;

    /// <summary>The default network <c>bridge</c>.</summary>
    public DefaultBridgeHostOptions DefaultBridge { get; set; } = new();

    /// <summary>The pools that subnets are chosen from, each <c>base=CIDR,size=N</c>, in place of the built-in ones; empty for those.</summary>
    public IList<string> AddressPools { get; } = [];

    /// <summary>Subnets that are never chosen, such as a VPN's that is not always up.</summary>
    public IList<string> ReservedSubnets { get; } = [];

    /// <summary>
    /// The sandboxes that are alive, by id or name; those of <see cref="IActiveSandboxSource"/> are added. <b>Stored sandboxes that do not count as alive are
    /// removed when the host starts</b>, see <see cref="NetworkControllerOptions.ActiveSandboxes"/>.
    /// </summary>
    public IList<string> ActiveSandboxes { get; } = [];

    /// <summary>
    /// Whether sandboxes whose namespace is still there count as alive too (<see cref="NetworkControllerOptions.KeepPresentSandboxes"/>). Default null: they
    /// do where nothing else says which are alive, neither <see cref="ActiveSandboxes"/> nor an <see cref="IActiveSandboxSource"/>.
    /// </summary>
    public bool? KeepPresentSandboxes { get; set; }

    /// <summary>Whether forwarded packets that are none of our links' are dropped after we had to turn forwarding on. Default true.</summary>
    public bool GuardForwarding { get; set; } = true;

    /// <summary>The addresses that containers reach the host by, at most one a family; empty to elect those of the default bridge.</summary>
    public IList<string> HostGatewayAddresses { get; } = [];

    /// <summary>The address of the host that ports are published on where neither the mapping nor the network names one; null for all addresses.</summary>
    public string? DefaultHostBinding { get; set; }

    /// <summary>Whether others may reach published ports of endpoints by the endpoints' own addresses. Default false.</summary>
    public bool AllowDirectRouting { get; set; }

    /// <summary>Packets with this mark are let through to endpoints, such as <c>0x1/0xff</c>; null for none.</summary>
    public string? AcceptMark { get; set; }

    /// <summary>How many of the latest events are kept for those who watch. Default 1024.</summary>
    public int EventJournalLength { get; set; } = new NetworkControllerOptions().EventJournalLength;

    /// <summary>The namespace file of the network to work in; null for the process's own.</summary>
    public string? HostNamespacePath { get; set; }

    /// <summary>How often networks and endpoints that are degraded are tried again; zero for never. Default 30 seconds.</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often records and kernel are compared; zero for never. Default never.</summary>
    public TimeSpan DriftCheckInterval { get; set; }

    /// <summary>
    /// Whether drift that such a comparison finds is repaired; where false it is logged, counted and told as events. Default false, because an
    /// administrator's change may be meant.
    /// </summary>
    public bool RepairDrift { get; set; }
}
