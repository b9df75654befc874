using System.Globalization;

namespace NetController.Netlink;

/// <summary>The number of a routing table (<c>RT_TABLE_*</c>, linux/rtnetlink.h).</summary>
/// <param name="Value">The number; 0 is none.</param>
public readonly record struct RouteTable(uint Value)
{
    /// <summary>The table routes go to unless told otherwise.</summary>
    public static RouteTable Main => new(254);

    /// <summary>The table of this host's own addresses, which the kernel keeps.</summary>
    public static RouteTable Local => new(255);

    /// <summary>The name of a table that has one, and else its number.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value switch
    {
        254 => "main",
        255 => "local",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
