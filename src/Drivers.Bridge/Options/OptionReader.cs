using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>Reads text options one by one and gathers what is wrong with them.</summary>
internal sealed class OptionReader(IReadOnlyDictionary<string, string> options)
{
    /// <summary>What stands between names of links, as Docker has it.</summary>
    public const char NameSeparator = ':';

    private readonly SortedSet<string> _unread = new(options.Keys, StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>What is wrong with the options read so far.</summary>
    public ImmutableArray<string> Problems => _problems.ToImmutable();

    public string? Text(string key) => Take(key, out var text) ? text : null;

    /// <summary>Reads names of links, which hold no colon.</summary>
    public EquatableArray<string> Names(string key) =>
        Take(key, out var text) ? new EquatableArray<string>([.. text.Split(NameSeparator, StringSplitOptions.RemoveEmptyEntries)]) : default;

    /// <summary>Takes the words that Docker takes: those of Go's <c>strconv.ParseBool</c>.</summary>
    public bool Flag(string key, bool fallback)
    {
        if (!Take(key, out var text))
        {
            return fallback;
        }

        switch (text)
        {
            case "1" or "t" or "T" or "true" or "TRUE" or "True":
                return true;
            case "0" or "f" or "F" or "false" or "FALSE" or "False":
                return false;
            default:
                return Problem(key, text, "write 'true' or 'false'", fallback);
        }
    }

    public int? Number(string key)
    {
        if (!Take(key, out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Problem(key, text, "write a decimal number", (int?)null);
    }

    public IPAddress? Address(string key)
    {
        if (!Take(key, out var text))
        {
            return null;
        }

        return AddressText.TryParse(text, out var address)
            ? address
            : Problem(key, text, "write an IP address, such as 192.0.2.1", (IPAddress?)null);
    }

    public GatewayMode Mode(string key)
    {
        if (!Take(key, out var text))
        {
            return GatewayMode.Nat;
        }

        return GatewayModeText.TryParse(text, out var mode) ? mode : Problem(key, text, $"write {GatewayModeText.Expected}", GatewayMode.Nat);
    }

    /// <summary>Reports every key that nothing has read.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in _unread)
        {
            _problems.Add($"option '{key}' is unknown");
        }
    }

    private bool Take(string key, out string text)
    {
        _unread.Remove(key);
        text = options.TryGetValue(key, out var found) ? found : "";
        return options.ContainsKey(key);
    }

    private T Problem<T>(string key, string text, string expected, T fallback)
    {
        _problems.Add($"option '{key}' cannot be '{text}': {expected}");
        return fallback;
    }
}
