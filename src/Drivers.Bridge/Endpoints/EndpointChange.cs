using System.Globalization;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Makes a veth in one message: the near end a port of the bridge, the far end in the sandbox under its final name. Moving or renaming
/// an end afterwards would cost many times as much. The tag and the port's settings follow at once, because the kernel takes none in that message,
/// and up comes last: for a change of a link that is up IPv6 walks through the routes of all. The near end only passes frames on: an IPv6 address of
/// its own would have every endpoint that comes or goes wait for a walk through the routes and groups of all. IPv6 is not switched off there altogether: whoever writes a
/// sysctl turns round and round until the kernel's lock for links is free, which it is not right after a link has been made. It begins dormant: else
/// the bridge would open the port at once, close it when the kernel finds that nothing is at the far end yet, and open it again with that; the
/// kernel holds its lock for links meanwhile, and the next step waits for it. One queue each way:
/// the kernel would make one for each processor, with its files, though a veth takes no lock to send and receives wherever it was sent.
/// </summary>
internal sealed record CreateVeth(BridgeEndpointPlan Plan, int Mtu, bool IsHairpin) : KernelChange($"link {Plan.Link}", "a veth", null)
{
    private const string Queues = "numtxqueues 1 numrxqueues 1";

    public override string Command => string.Create(
        CultureInfo.InvariantCulture,
        $"ip link add name {Plan.Link} mtu {Mtu} {Queues} master {Plan.Bridge} alias {Plan.Tag} state dormant type veth peer name {Plan.Interface.Name} address {Plan.Mac} mtu {Mtu} {Queues} netns {Plan.NamespacePath}{(IsWithoutAddresses ? $" && ip link set dev {Plan.Link} addrgenmode none" : "")}{Port} && ip link set dev {Plan.Link} up");

    /// <summary>Whether IPv6 makes no addresses on the near end; where packets are shorter than it demands (RFC 8200), it is not there at all.</summary>
    public bool IsWithoutAddresses => Mtu >= DefaultBridgeOptions.MinMtuIPv6;

    // A new port has what the kernel gives it: neither.
    private string Port => (Plan.IsIsolated, IsHairpin) switch
    {
        (false, false) => "",
        (true, false) => $" && bridge link set dev {Plan.Link} isolated on",
        (false, true) => $" && bridge link set dev {Plan.Link} hairpin on",
        (true, true) => $" && bridge link set dev {Plan.Link} isolated on hairpin on",
    };
}

/// <summary>Removes a near end whose far end is not the sandbox's interface: nothing goes through it.</summary>
internal sealed record DeleteVeth(string Link, string Interface)
    : KernelChange($"link {Link}", $"a veth to {Interface} in the sandbox", "a veth whose other end is elsewhere")
{
    public override string Command => $"ip link delete dev {Link}";
}

/// <summary>Makes the near end a port of its bridge. It loses its settings as a port of another.</summary>
internal sealed record SetMaster(string Link, string Bridge, string? OldMaster)
    : KernelChange($"link {Link}", $"master {Bridge}", OldMaster is null ? "no master" : $"master {OldMaster}")
{
    public override string Command => $"ip link set dev {Link} master {Bridge}";
}

/// <summary>Keeps the port apart from other such ports, or no longer does.</summary>
internal sealed record SetIsolated(string Link, bool IsIsolated) : KernelChange($"port {Link}", IsolatedText(IsIsolated), IsolatedText(!IsIsolated))
{
    public override string Command => $"bridge link set dev {Link} {IsolatedText(IsIsolated)}";

    private static string IsolatedText(bool on) => $"isolated {(on ? "on" : "off")}";
}

/// <summary>Lets the port send frames back to where they come from, or no longer does.</summary>
internal sealed record SetHairpin(string Link, bool IsHairpin) : KernelChange($"port {Link}", HairpinText(IsHairpin), HairpinText(!IsHairpin))
{
    public override string Command => $"bridge link set dev {Link} {HairpinText(IsHairpin)}";

    private static string HairpinText(bool on) => $"hairpin {(on ? "on" : "off")}";
}

/// <summary>Gives the far end its name back, inside the sandbox.</summary>
internal sealed record RenamePeer(string Link, string NamespacePath, string Interface, string OldName)
    : KernelChange($"interface {OldName} of link {Link}", $"name {Interface}", $"name {OldName}")
{
    public override string Command => $"nsenter --net={NamespacePath} ip link set dev {OldName} name {Interface}";
}

/// <summary>Changes the MAC address of the far end, inside the sandbox.</summary>
internal sealed record SetPeerMac(string Link, string NamespacePath, string Interface, MacAddress Mac, MacAddress? OldMac)
    : KernelChange($"interface {Interface} of link {Link}", $"address {Mac}", OldMac is { } old ? $"address {old}" : "no address")
{
    public override string Command => $"nsenter --net={NamespacePath} ip link set dev {Interface} address {Mac}";
}
