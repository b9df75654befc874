using System.Collections.Immutable;
using System.Text.Json;

namespace NetController.Formats;

/// <summary>
/// The filters of a request to Docker's API, in both forms that clients send: <c>{"name":{"web":true}}</c> and <c>{"name":["web"]}</c>.
/// </summary>
internal sealed class FilterArguments
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> _values;

    private FilterArguments(ImmutableSortedDictionary<string, ImmutableArray<string>> values) => _values = values;

    /// <summary>The keys that are given with at least one value.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values of a key; empty where it is not given.</summary>
    public ImmutableArray<string> this[string key] => _values.GetValueOrDefault(key, []);

    /// <summary>Every key with each of its values.</summary>
    public IEnumerable<KeyValue> Pairs => _values.SelectMany(static pair => pair.Value.Select(value => new KeyValue(pair.Key, value)));

    /// <summary>Reads the query's text; nothing is no filter.</summary>
    /// <exception cref="FormatException">It is of neither form.</exception>
    public static FilterArguments Parse(string? json)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(json))
        {
            return new FilterArguments(values.ToImmutable());
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Values(property.Value) is { IsEmpty: false } given)
                {
                    values[property.Name] = given;
                }
            }

            return new FilterArguments(values.ToImmutable());
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new FormatException("invalid filter", failure);
        }
    }

    /// <summary>Docker's clients send true with every value; one that is sent with false is not meant.</summary>
    private static ImmutableArray<string> Values(JsonElement values) => values.ValueKind switch
    {
        JsonValueKind.Object => [.. values.EnumerateObject().Where(static value => value.Value.GetBoolean()).Select(static value => value.Name)],
        JsonValueKind.Null => [],
        _ => [.. values.EnumerateArray().Select(static value => value.GetString() ?? "")],
    };
}
