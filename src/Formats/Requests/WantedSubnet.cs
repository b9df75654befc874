using System.Net;

namespace NetController.Formats;

/// <summary>A subnet as <c>--subnet</c> names it: one subnet, or any free one of a size (<c>0.0.0.0/24</c>, <c>::/64</c>).</summary>
/// <param name="Prefix">What was written.</param>
internal readonly record struct WantedSubnet(IPPrefix Prefix)
{
    /// <summary>The subnet; null where any of the size will do.</summary>
    public IPPrefix? Subnet => IsAnyOfSize ? null : Prefix;

    private bool IsAnyOfSize => Prefix.Address.Equals(IPAddress.Any) || Prefix.Address.Equals(IPAddress.IPv6Any);

    /// <summary>Reads a subnet strictly.</summary>
    /// <exception cref="FormatException">It is none, or has host bits set; the message names the subnet meant.</exception>
    public static WantedSubnet Parse(string text) => new(IPPrefix.Parse(text));

    /// <summary>The request for this subnet alone.</summary>
    public SubnetRequest ToRequest() => Subnet is { } subnet
        ? new SubnetRequest(subnet)
        : new SubnetRequest(Prefix.Family) { PrefixLength = Prefix.Length };
}
