using System.Globalization;

namespace NetController.Netlink;

/// <summary>A port or several in a row; both ends count.</summary>
public readonly record struct PortRange
{
    /// <summary>Names a range.</summary>
    /// <param name="first">The first port, at least 1.</param>
    /// <param name="last">The last port, at most 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first is 0 or greater than the last.</exception>
    public PortRange(ushort first, ushort last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>Names a single port.</summary>
    /// <param name="port">The port, at least 1.</param>
    public PortRange(ushort port)
        : this(port, port)
    {
    }

    /// <summary>The first port.</summary>
    public ushort First { get; }

    /// <summary>The last port.</summary>
    public ushort Last { get; }

    /// <summary>The port, or the first and the last with a dash between them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
