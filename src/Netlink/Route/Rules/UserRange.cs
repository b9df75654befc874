using System.Globalization;

namespace NetController.Netlink;

/// <summary>A user or several in a row, by number; both ends count.</summary>
public readonly record struct UserRange
{
    /// <summary>Names a range.</summary>
    /// <param name="first">The first user.</param>
    /// <param name="last">The last user.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first is greater than the last.</exception>
    public UserRange(uint first, uint last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>The first user.</summary>
    public uint First { get; }

    /// <summary>The last user.</summary>
    public uint Last { get; }

    /// <summary>The first and the last with a dash between them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
