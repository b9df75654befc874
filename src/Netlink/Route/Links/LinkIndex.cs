using System.Globalization;

namespace NetController.Netlink;

/// <summary>The number by which the kernel knows a link inside its network namespace; it keeps when the link is renamed.</summary>
/// <param name="Value">The number; links have numbers from 1.</param>
public readonly record struct LinkIndex(int Value)
{
    /// <summary>No link; as the master in a <see cref="LinkUpdate"/> it means "release from its master".</summary>
    public static LinkIndex None => default;

    /// <summary>The number after a hash sign, as in <c>#5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Value}");
}
