using System.Net;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>A way to a server.</summary>
/// <param name="From">Who calls.</param>
/// <param name="To">The address called.</param>
/// <param name="IsDirect">Whether the address is the server's own, so that its own ports are called, and not the host's.</param>
internal sealed record Way(Machine From, IPAddress To, bool IsDirect = false)
{
    /// <summary>The mark of the packets.</summary>
    public int Mark { get; init; }
}

/// <summary>What the rows of a table mean.</summary>
internal static class AccessWays
{
    /// <summary>The mark by which a neighbour sends what is for its own subnet to the gateway instead.</summary>
    public const int ThroughTheGateway = 1;

    /// <summary>The way that a row names.</summary>
    public static Way Of(string row, AccessLab lab, ServedNetwork network, IPFamily family)
    {
        var own = network.Server.Addresses.FirstOrDefault(address => address.Family() == family) ?? network.Server.Addresses[0];
        var host = lab.Host.Address(family);
        return row switch
        {
            "itself, by its own address" => new(network.Server, own, IsDirect: true),
            "itself, by the host's address" => new(network.Server, host),
            "neighbour, by the endpoint's address" => new(network.Neighbour, own, IsDirect: true),
            "neighbour, the same through the gateway" => new(network.Neighbour, own, IsDirect: true) { Mark = ThroughTheGateway },
            "neighbour, by the host's address" => new(network.Neighbour, host),
            "neighbour, by 127.0.0.1 sent to the gateway" => new(network.Neighbour, IPAddress.Loopback),
            "other network, by the endpoint's address" => new(lab.Stranger, own, IsDirect: true),
            "other network, by the host's address" => new(lab.Stranger, host),
            "other network, by its own gateway" => new(lab.Stranger, AccessLab.Gateway(AccessLab.StrangerNumber, family)),
            "other network, by 127.0.0.1 to its gateway" => new(lab.Stranger, IPAddress.Loopback),
            "internal network, by the host's address" => new(lab["internal"].Neighbour, host),
            "internal network, by its link-local address" => new(lab["internal"].Neighbour, lab.LinkLocalAddress(lab["internal"])),
            "host, by 127.0.0.1 or ::1" => new(lab.Host, family == IPFamily.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback),
            "host, by its own address" => new(lab.Host, host),
            "host, by the endpoint's address" => new(lab.Host, own, IsDirect: true),
            "remote, by the host's address" => new(lab.Remote, host),
            "router, by the endpoint's address" => new(lab.Router, own, IsDirect: true),
            "remote, by another address of the host" => new(lab.Remote, AccessLab.SecondAddress(family)),
            _ => throw new FormatException($"there is no way '{row}'"),
        };
    }
}
