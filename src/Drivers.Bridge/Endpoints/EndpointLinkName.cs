using System.Diagnostics.CodeAnalysis;

namespace NetController.Drivers.Bridge;

/// <summary>The name of an endpoint's link on the host: <c>ncv</c> and as much of its id as a link's name holds.</summary>
internal static class EndpointLinkName
{
    private const string Prefix = "ncv";
    private const int Digits = 11;

    public static string Of(EndpointId endpoint) => $"{Prefix}{ShortId(endpoint)}";

    /// <summary>The part of an id that the name holds.</summary>
    public static string ShortId(EndpointId endpoint) => endpoint.ToString()[..Digits];

    /// <summary>Reads the part of the id from a name; one that no endpoint has gives false.</summary>
    public static bool TryReadShortId(string name, [NotNullWhen(true)] out string? shortId)
    {
        shortId = name.Length == Prefix.Length + Digits && name.StartsWith(Prefix, StringComparison.Ordinal) && name.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower)
            ? name[Prefix.Length..]
            : null;
        return shortId is not null;
    }
}
