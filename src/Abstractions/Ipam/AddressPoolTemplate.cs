using System.Globalization;

namespace NetController.Ipam;

/// <summary>A default pool: a base that is cut into subnets of one size (dockerd <c>--default-address-pool base=…,size=…</c>).</summary>
public sealed record AddressPoolTemplate
{
    /// <summary>Makes a default pool.</summary>
    /// <param name="prefix">The base.</param>
    /// <param name="size">The prefix length of each subnet, from the base's own to 30 (IPv4) or 126 (IPv6).</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside that range.</exception>
    public AddressPoolTemplate(IPPrefix prefix, int size)
    {
        var most = prefix.Family.Bits() - 2;
        if (size < prefix.Length || size > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, string.Create(CultureInfo.InvariantCulture, $"The size of pool {prefix} must be {prefix.Length} to {most}."));
        }

        (Base, Size) = (prefix, size);
    }

    /// <summary>The base.</summary>
    public IPPrefix Base { get; }

    /// <summary>The prefix length of each subnet.</summary>
    public int Size { get; }

    /// <summary>Reads <c>base=CIDR,size=N</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form, or the size does not fit the base.</exception>
    public static AddressPoolTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        IPPrefix? prefix = null;
        int? size = null;
        foreach (var part in text.Split(','))
        {
            var (key, value) = part.Split('=', 2) is [var k, var v] ? (k.Trim(), v.Trim()) : (part, string.Empty);
            switch (key)
            {
                case "base" when prefix is null:
                    prefix = IPPrefix.Parse(value);
                    break;
                case "size" when size is null && InterfaceAddress.TryParseLength(value, int.MaxValue, out var number):
                    size = number;
                    break;
                default:
                    throw Malformed(text);
            }
        }

        if (prefix is not { } @base || size is not { } length)
        {
            throw Malformed(text);
        }

        try
        {
            return new AddressPoolTemplate(@base, length);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            throw new FormatException(failure.Message.Split('(')[0].TrimEnd(), failure);
        }
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"base={Base},size={Size}");

    private static FormatException Malformed(string text) =>
        new($"'{text}' is not an address pool: write base=CIDR,size=N, such as base=10.10.0.0/16,size=24.");
}
