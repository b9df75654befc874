using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;
using NetController.Ipam;
using NetController.Validation;

namespace NetController;

/// <summary>How a controller works; everything has a default that suits a host with containers.</summary>
public sealed record NetworkControllerOptions
{
    /// <summary>The folder that keeps the state across restarts. Default <c>/var/lib/netctl</c>.</summary>
    public string StateDirectory { get; init; } = "/var/lib/netctl";

    /// <summary>The folder of run-time files, which a reboot may empty. Default <c>/run/netctl</c>.</summary>
    public string RunDirectory { get; init; } = "/run/netctl";

    /// <summary>The default network <c>bridge</c>.</summary>
    public DefaultBridgeOptions DefaultBridge { get; init; } = new();

    /// <summary>Which program or kernel interface applies the rules. Default <see cref="FirewallBackend.Auto"/>.</summary>
    public FirewallBackend Firewall { get; init; } = FirewallBackend.Auto;

    /// <summary>The pools that subnets are chosen from, in place of the built-in ones; empty for those.</summary>
    public ImmutableArray<AddressPoolTemplate> AddressPools { get; init; } = [];

    /// <summary>
    /// Subnets that are never chosen, such as a VPN's that is not always up. <see cref="NetworkController.ReplaceReservedSubnets"/> changes them while the controller runs.
    /// </summary>
    public ImmutableArray<IPPrefix> ReservedSubnets { get; init; } = [];

    /// <summary>
    /// The sandboxes that are alive, by id or name. While there is one the default networks are left as they are, because its traffic
    /// goes through them. <b>A stored sandbox that is not among them is removed by <c>InitializeAsync</c>, with its endpoints and the namespace that was made
    /// for it, and whatever lives in it is cut off</b>; see <see cref="KeepPresentSandboxes"/>. Opening the state as it is removes none.
    /// </summary>
    public ImmutableArray<string> ActiveSandboxes { get; init; } = [];

    /// <summary>
    /// Whether stored sandboxes whose network namespace is still there count as alive too: for a caller that has no container runtime to ask.
    /// Such a namespace was not left behind by an earlier boot and is the one that was recorded, not another that has come to its path. Default false.
    /// </summary>
    public bool KeepPresentSandboxes { get; init; }

    /// <summary>
    /// Whether forwarded packets that neither come from nor go to one of our links are dropped after we had to turn forwarding on, so
    /// that the host does not silently become a router. Default true.
    /// </summary>
    public bool GuardForwarding { get; init; } = true;

    /// <summary>The addresses that containers reach the host by; empty to elect those of the default bridge.</summary>
    public ImmutableArray<IPAddress> HostGatewayAddresses { get; init; } = [];

    /// <summary>The address of the host that ports are published on where neither the mapping nor the network names one; null for all addresses.</summary>
    public IPAddress? DefaultHostBinding { get; init; }

    /// <summary>
    /// Whether others may reach endpoints by their own addresses where they know a route, published ports only (Docker's
    /// <c>--allow-direct-routing</c>). Default false.
    /// </summary>
    public bool AllowDirectRouting { get; init; }

    /// <summary>Packets with this mark are let through to endpoints (Docker's <c>--bridge-accept-fwmark</c>); null for none.</summary>
    public FirewallMark? AcceptMark { get; init; }

    /// <summary>How many of the latest events are kept for those who watch, 16–1,000,000; an event takes some 300 bytes. Default 1024.</summary>
    public int EventJournalLength { get; init; } = 1024;

    /// <summary>The namespace file of the network to work in, such as a rootless runtime's detached one; null for the process's own.</summary>
    public string? HostNamespacePath { get; init; }

    /// <summary>What contradicts itself here, one sentence part each; empty where a start can be tried.</summary>
    public ImmutableArray<string> Problems() => OptionsValidator.Problems(this);
}
