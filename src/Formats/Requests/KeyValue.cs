namespace NetController.Formats;

/// <summary>A key with its value, as <c>--label</c>, <c>-o</c>, <c>--aux-address</c> and <c>--filter</c> take them.</summary>
/// <param name="Key">The key; never empty.</param>
/// <param name="Value">The value; null where there was no equals sign.</param>
internal readonly record struct KeyValue(string Key, string? Value)
{
    /// <summary>Reads <c>key</c> or <c>key=value</c>; the value may hold further equals signs.</summary>
    /// <exception cref="FormatException">The key is empty.</exception>
    public static KeyValue Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? text : text[..equals];
        return key.Length == 0
            ? throw new FormatException($"'{text}' has no key: write key=value")
            : new KeyValue(key, equals < 0 ? null : text[(equals + 1)..]);
    }

    /// <summary>Reads <c>key=value</c>; the equals sign is required.</summary>
    /// <exception cref="FormatException">The key or the equals sign is missing.</exception>
    public static KeyValue ParsePair(string text) => Parse(text) is { Value: not null } pair
        ? pair
        : throw new FormatException($"'{text}' has no value: write key=value");

    /// <summary>The pairs as a map; of several with one key the last counts, and a key without a value has an empty one.</summary>
    public static EquatableMap<string> ToMap(IEnumerable<KeyValue> pairs)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            last[pair.Key] = pair.Value ?? "";
        }

        return new EquatableMap<string>(last);
    }
}
