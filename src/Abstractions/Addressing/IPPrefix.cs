using System.Globalization;
using System.Net;

namespace NetController;

/// <summary>
/// A subnet in CIDR form whose host bits are zero, such as <c>172.17.0.0/16</c>. Unlike <see cref="IPNetwork"/> it never drops
/// host bits silently; an address with its prefix length is an <see cref="InterfaceAddress"/>.
/// </summary>
public readonly record struct IPPrefix : IComparable<IPPrefix>
{
    private readonly UInt128 _first;

    private IPPrefix(IPFamily family, UInt128 first, int length) => (Family, _first, Length) = (family, first, length);

    /// <summary>Makes the prefix of <paramref name="length"/> bits that begins at <paramref name="address"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside 0–32 (IPv4) or 0–128 (IPv6).</exception>
    /// <exception cref="ArgumentException">The address has bits set beyond the prefix; the message names the prefix meant.</exception>
    public IPPrefix(IPAddress address, int length)
    {
        var containing = Containing(address, length);
        if (containing._first != address.Normalized().ToNumber())
        {
            throw new ArgumentException($"'{address}/{length}' has host bits set: the subnet is {containing}.", nameof(address));
        }

        this = containing;
    }

    /// <summary>The family of the prefix.</summary>
    public IPFamily Family { get; }

    /// <summary>The prefix length in bits: 0–32 for IPv4, 0–128 for IPv6.</summary>
    public int Length { get; }

    /// <summary>The first address, which names the subnet.</summary>
    public IPAddress Address => Family.ToAddress(_first);

    /// <summary>The last address: the broadcast address of an IPv4 subnet.</summary>
    public IPAddress LastAddress => Family.ToAddress(Last);

    /// <summary>The first address as a number; see <see cref="IPFamilies.ToNumber"/>.</summary>
    public UInt128 First => _first;

    /// <summary>The last address as a number.</summary>
    public UInt128 Last => _first | HostMask(Family, Length);

    /// <summary>The prefix of <paramref name="length"/> bits that contains <paramref name="address"/>; host bits are masked off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside 0–32 (IPv4) or 0–128 (IPv6).</exception>
    public static IPPrefix Containing(IPAddress address, int length)
    {
        var normalized = address.Normalized();
        return Containing(normalized.Family(), normalized.ToNumber(), length);
    }

    /// <summary>The prefix of <paramref name="length"/> bits that contains the address numbered <paramref name="number"/>; host bits are masked off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside 0–32 (IPv4) or 0–128 (IPv6), or the number beyond the family's last address.</exception>
    public static IPPrefix Containing(IPFamily family, UInt128 number, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, family.Bits());
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, HostMask(family, 0));
        return new IPPrefix(family, number & ~HostMask(family, length), length);
    }

    /// <summary>True where <paramref name="address"/> lies inside.</summary>
    public bool Contains(IPAddress address)
    {
        var normalized = address.Normalized();
        return normalized.Family() == Family && Contains(normalized.ToNumber());
    }

    /// <summary>True where the address numbered <paramref name="number"/> lies inside; it must be of the same family.</summary>
    public bool Contains(UInt128 number) => number >= _first && number <= Last;

    /// <summary>True where <paramref name="other"/> lies wholly inside, or is the same.</summary>
    public bool Contains(IPPrefix other) => other.Family == Family && other.Length >= Length && Contains(other._first);

    /// <summary>True where the two share an address.</summary>
    public bool Overlaps(IPPrefix other) => Contains(other) || other.Contains(this);

    /// <summary>Reads <c>ADDRESS/LENGTH</c> strictly; host bits must be zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPPrefix prefix)
    {
        prefix = default;
        if (!InterfaceAddress.TryParse(text, out var address) || address.Prefix.Address is var first && !first.Equals(address.Address))
        {
            return false;
        }

        prefix = address.Prefix;
        return true;
    }

    /// <summary>Reads <c>ADDRESS/LENGTH</c> strictly.</summary>
    /// <exception cref="FormatException">The text is no subnet, or has host bits set; the message names the subnet meant.</exception>
    public static IPPrefix Parse(ReadOnlySpan<char> text)
    {
        if (TryParse(text, out var prefix))
        {
            return prefix;
        }

        throw InterfaceAddress.TryParse(text, out var address)
            ? new FormatException($"'{text}' is not a subnet: it has host bits set; it should be {address.Prefix}.")
            : new FormatException($"'{text}' is not a subnet: write ADDRESS/LENGTH, such as 192.0.2.0/24 or 2001:db8::/64.");
    }

    /// <summary>Orders by family, then first address, then length (the larger subnet first).</summary>
    public int CompareTo(IPPrefix other)
    {
        var family = Family.CompareTo(other.Family);
        var first = family != 0 ? family : _first.CompareTo(other._first);
        return first != 0 ? first : Length.CompareTo(other.Length);
    }

    /// <summary>True where <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(IPPrefix left, IPPrefix right) => left.CompareTo(right) < 0;

    /// <summary>True where <paramref name="left"/> sorts before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(IPPrefix left, IPPrefix right) => left.CompareTo(right) <= 0;

    /// <summary>True where <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(IPPrefix left, IPPrefix right) => left.CompareTo(right) > 0;

    /// <summary>True where <paramref name="left"/> sorts after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(IPPrefix left, IPPrefix right) => left.CompareTo(right) >= 0;

    /// <summary>The CIDR form, such as <c>172.17.0.0/16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Length}");

    private static UInt128 HostMask(IPFamily family, int length)
    {
        var bits = family.Bits();
        return length == bits ? UInt128.Zero : UInt128.MaxValue >> (128 - (bits - length));
    }
}
