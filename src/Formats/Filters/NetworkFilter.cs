using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NetController.Formats;

/// <summary>
/// Chooses networks as <c>docker network ls --filter</c> does: all keys must match; of several values of one key any will do, save for
/// labels, which must all be there. Names and ids match by regular expression, so that a part is enough.
/// </summary>
internal sealed class NetworkFilter
{
    /// <summary>The keys that are understood.</summary>
    public static readonly ImmutableArray<string> Keys = ["dangling", "driver", "id", "label", "name", "scope", "type"];

    private readonly ImmutableArray<Predicate<NetworkView>> _conditions;

    private NetworkFilter(ImmutableArray<Predicate<NetworkView>> conditions) => _conditions = conditions;

    /// <summary>Makes a filter.</summary>
    /// <exception cref="InvalidRequestException">A key or a value is not understood; all problems are reported.</exception>
    public static NetworkFilter Create(IEnumerable<KeyValue> filters)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var conditions = ImmutableArray.CreateBuilder<Predicate<NetworkView>>();
        foreach (var group in filters.GroupBy(static filter => filter.Key, StringComparer.Ordinal))
        {
            Predicate<NetworkView>[] ofKey = [.. group.Select(filter => Condition(filter, problems))];
            conditions.Add(group.Key == "label"
                ? network => Array.TrueForAll(ofKey, condition => condition(network))
                : network => Array.Exists(ofKey, condition => condition(network)));
        }

        return problems.Count == 0
            ? new NetworkFilter(conditions.ToImmutable())
            : throw new InvalidRequestException("the filter", problems.ToImmutable(), $"filter by one of: {string.Join(", ", Keys)}");
    }

    /// <summary>Whether a network is chosen.</summary>
    public bool Matches(NetworkView network) => _conditions.All(condition => condition(network));

    private static Predicate<NetworkView> Condition(KeyValue filter, ImmutableArray<string>.Builder problems)
    {
        if (filter.Value is not { } value)
        {
            return Problem($"'{filter.Key}' has no value: write {filter.Key}=VALUE", problems);
        }

        switch (filter.Key)
        {
            case "driver":
                return network => network.Record.Driver == value;
            case "scope":
                return _ => value == NetworkView.Scope;
            case "type" when value is "custom" or "builtin":
                return network => network.IsCustom == (value == "custom");
            case "type":
                return Problem($"type '{value}' is none of: builtin, custom", problems);
            case "label":
                return Label(KeyValue.Parse(value));
            case "dangling":
                return Dangling(value, problems);
            case "name" or "id":
                return Pattern(filter.Key, value, problems);
            default:
                return Problem($"key '{filter.Key}' is unknown", problems);
        }
    }

    private static Predicate<NetworkView> Label(KeyValue label) => network =>
        network.Record.Labels.TryGetValue(label.Key, out var text) && (label.Value is null || label.Value == text);

    private static Predicate<NetworkView> Dangling(string value, ImmutableArray<string>.Builder problems)
    {
        try
        {
            var wanted = BooleanText.Parse(value);
            return network => (network.IsCustom && network.Endpoints.IsEmpty) == wanted;
        }
        catch (FormatException failure)
        {
            return Problem($"dangling {failure.Message}", problems);
        }
    }

    private static Predicate<NetworkView> Pattern(string key, string pattern, ImmutableArray<string>.Builder problems)
    {
        try
        {
            // Without backtracking, as Go's, a pattern takes time by the length of the name alone, whoever wrote it.
            var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return key == "name" ? network => regex.IsMatch(network.Record.Name) : network => regex.IsMatch(network.Record.Id.ToString());
        }
        catch (RegexParseException failure)
        {
            return Problem($"{key} '{pattern}' is no regular expression ({failure.Error})", problems);
        }
        catch (NotSupportedException)
        {
            return Problem($"{key} '{pattern}' looks ahead, behind or back, or is too large: write a plainer regular expression", problems);
        }
    }

    private static Predicate<NetworkView> Problem(string problem, ImmutableArray<string>.Builder problems)
    {
        problems.Add(problem);
        return static _ => false;
    }
}
