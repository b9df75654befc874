using System.Globalization;

namespace NetController;

/// <summary>Ports that follow each other: <c>80</c> or <c>8000-8010</c>.</summary>
public readonly record struct PortRange
{
    /// <summary>The highest port.</summary>
    public const int Highest = 65535;

    private readonly int _first;
    private readonly int _last;

    /// <summary>Makes a range.</summary>
    /// <param name="first">1 to 65535.</param>
    /// <param name="last">The last port, included; not below <paramref name="first"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A port is outside 1–65535, or the range is reversed.</exception>
    public PortRange(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Highest);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        (_first, _last) = (first, last);
    }

    /// <summary>Makes a range of one port.</summary>
    /// <param name="port">1 to 65535.</param>
    public PortRange(int port)
        : this(port, port)
    {
    }

    /// <summary>The first port.</summary>
    public int First => _first;

    /// <summary>The last port, included.</summary>
    public int Last => _last;

    /// <summary>How many ports; 0 only for the default value.</summary>
    public int Count => _first == 0 ? 0 : _last - _first + 1;

    /// <summary>Whether a port lies in the range.</summary>
    public bool Contains(int port) => port >= _first && port <= _last && _first != 0;

    /// <summary>Whether two ranges share a port.</summary>
    public bool Overlaps(PortRange other) => Count > 0 && other.Count > 0 && _first <= other._last && other._first <= _last;

    /// <summary>Reads <c>PORT</c> or <c>FIRST-LAST</c> strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PortRange range)
    {
        range = default;
        var dash = text.IndexOf('-');
        var firstText = dash < 0 ? text : text[..dash];
        var lastText = dash < 0 ? text : text[(dash + 1)..];
        if (!TryParsePort(firstText, out var first) || !TryParsePort(lastText, out var last) || last < first)
        {
            return false;
        }

        range = new PortRange(first, last);
        return true;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => _first == _last
        ? _first.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{_first}-{_last}");

    private static bool TryParsePort(ReadOnlySpan<char> text, out int port)
    {
        // The platform's reader takes trailing zero characters, so the digits are checked first.
        port = 0;
        return text.Length is > 0 and <= 5
            && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is >= 1 and <= Highest;
    }
}
