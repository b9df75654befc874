using System.Globalization;

namespace NetController.AspNetCore.Calls;

/// <summary>A version of Docker's API, such as <c>1.43</c>.</summary>
internal readonly record struct ApiVersion : IComparable<ApiVersion>
{
    private readonly string? _text;

    private ApiVersion(string text) => _text = text;

    /// <summary>The version that is spoken where a request names none, and the newest.</summary>
    public static ApiVersion Current { get; } = new("1.50");

    /// <summary>The oldest version that is spoken.</summary>
    public static ApiVersion Minimum { get; } = new("1.24");

    /// <summary>The version since which <c>GET /networks</c> leaves the endpoints out.</summary>
    public static ApiVersion ListsWithoutEndpoints { get; } = new("1.28");

    /// <summary>The version since which a network can be without IPv4.</summary>
    public static ApiVersion HasEnableIPv4 { get; } = new("1.48");

    /// <summary>Whether a text of a path can be a version: digits and dots.</summary>
    public static bool IsVersion(string text) => text.Length > 0 && text.All(static c => char.IsAsciiDigit(c) || c == '.');

    /// <summary>The version that a path names; the current one where it names none.</summary>
    /// <exception cref="ApiException">It is not spoken here.</exception>
    public static ApiVersion Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Current;
        }

        var version = new ApiVersion(text);
        if (version.CompareTo(Minimum) < 0)
        {
            throw new ApiException(
                400, $"client version {version} is too old. Minimum supported API version is {Minimum}, please upgrade your client to a newer version");
        }

        return version.CompareTo(Current) > 0
            ? throw new ApiException(400, $"client version {version} is too new. Maximum supported API version is {Current}")
            : version;
    }

    /// <summary>Whether this is the version or a later one.</summary>
    public bool IsAtLeast(ApiVersion other) => CompareTo(other) >= 0;

    /// <inheritdoc/>
    public int CompareTo(ApiVersion other)
    {
        var (own, others) = (Parts, other.Parts);
        for (var index = 0; index < Math.Max(own.Length, others.Length); index++)
        {
            var order = own.ElementAtOrDefault(index).CompareTo(others.ElementAtOrDefault(index));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    private int[] Parts => [.. ToString().Split('.').Select(static part =>
        part.Length == 0 ? 0 : int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)];
}
