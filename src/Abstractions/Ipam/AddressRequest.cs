using System.Net;

namespace NetController.Ipam;

/// <summary>What an address of a pool is for.</summary>
public enum LeaseKind
{
    /// <summary>The network's own address on the host.</summary>
    Gateway,

    /// <summary>An address kept for something outside, by name.</summary>
    Auxiliary,

    /// <summary>An endpoint's address.</summary>
    Endpoint,
}

/// <summary>An address asked of a pool.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Owner">Who holds it: an endpoint id, an auxiliary name, or the network's name. A returning owner gets its resting address back.</param>
/// <param name="Address">The address wanted; null to have one chosen.</param>
public sealed record AddressRequest(LeaseKind Kind, string Owner, IPAddress? Address = null);
