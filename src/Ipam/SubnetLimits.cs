using System.Net;

namespace NetController.Ipam;

/// <summary>Which addresses of a subnet no host may have.</summary>
internal static class SubnetLimits
{
    /// <summary>
    /// The first address, which names an IPv4 subnet and is the subnet-router anycast address of an IPv6 one (RFC 4291 2.6.1), and the
    /// IPv4 broadcast address. Point-to-point subnets (/31 by RFC 3021, /127 by RFC 6164) and single addresses have neither.
    /// </summary>
    public static ReadOnlySpan<UInt128> Reserved(IPPrefix subnet)
    {
        if (subnet.Length >= subnet.Family.Bits() - 1)
        {
            return [];
        }

        return subnet.Family == IPFamily.IPv4 ? new[] { subnet.First, subnet.Last } : new[] { subnet.First };
    }

    /// <summary>Why an address of the subnet cannot be held, as a sentence part; null where it can.</summary>
    public static string? Problem(IPPrefix subnet, IPAddress address)
    {
        if (!subnet.Contains(address))
        {
            return $"it lies outside the subnet {subnet}";
        }

        var number = address.Normalized().ToNumber();
        if (!Reserved(subnet).Contains(number))
        {
            return null;
        }

        return (subnet.Family, number == subnet.First) switch
        {
            (IPFamily.IPv6, _) => $"it is the subnet-router anycast address of the subnet {subnet}",
            (_, true) => $"it is the network address of the subnet {subnet}",
            _ => $"it is the broadcast address of the subnet {subnet}",
        };
    }
}
