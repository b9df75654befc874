using System.Net;

namespace NetController.Formats;

/// <summary>An address kept for something outside, as <c>--aux-address name=address</c> names it.</summary>
/// <param name="Name">What it is kept for.</param>
/// <param name="Address">The address.</param>
internal readonly record struct AuxiliaryAddress(string Name, IPAddress Address)
{
    /// <summary>Reads <c>name=address</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static AuxiliaryAddress Parse(string text)
    {
        var pair = KeyValue.ParsePair(text);
        return new AuxiliaryAddress(pair.Key, AddressText.Parse(pair.Value));
    }
}
