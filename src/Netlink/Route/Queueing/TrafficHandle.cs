using System.Globalization;

namespace NetController.Netlink;

/// <summary>The name of a queueing discipline or class: two numbers of 16 bits, written in hexadecimal as <c>1:10</c>; a discipline's second is 0.</summary>
/// <param name="Value">Both numbers, the first in the upper half.</param>
public readonly record struct TrafficHandle(uint Value)
{
    /// <summary>Names a discipline or class.</summary>
    /// <param name="major">The number of the discipline.</param>
    /// <param name="minor">The number of the class in it; 0 for the discipline itself.</param>
    public TrafficHandle(ushort major, ushort minor)
        : this(((uint)major << 16) | minor)
    {
    }

    /// <summary>None: the kernel picks one, or any.</summary>
    public static TrafficHandle None => default;

    /// <summary>As a parent: what a link sends goes through. <c>root</c>.</summary>
    public static TrafficHandle Root => new(0xffff_ffff);

    /// <summary>As a parent: the place of <c>ingress</c> and <c>clsact</c>.</summary>
    public static TrafficHandle Ingress => new(0xffff_fff1);

    /// <summary>As the parent of a filter: what a link receives. <c>tc filter add dev DEV ingress</c>.</summary>
    public static TrafficHandle IngressFilters => new(0xffff_fff2);

    /// <summary>As the parent of a filter: what a link sends, with <c>clsact</c>. <c>tc filter add dev DEV egress</c>.</summary>
    public static TrafficHandle EgressFilters => new(0xffff_fff3);

    /// <summary>The number of the discipline.</summary>
    public ushort Major => (ushort)(Value >> 16);

    /// <summary>The number of the class.</summary>
    public ushort Minor => (ushort)Value;

    /// <summary>The numbers as <c>tc</c> prints them; <c>root</c> and <c>none</c> for those.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        this == None ? "none"
        : this == Root ? "root"
        : Minor == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Major:x}:")
        : string.Create(CultureInfo.InvariantCulture, $"{Major:x}:{Minor:x}");
}
