using System.Collections.Immutable;

namespace NetController.Formats;

/// <summary>Chooses events as <c>netctl events --filter</c> does: all keys must match, and of several values of one key any will do.</summary>
internal sealed class OwnEventFilter
{
    private static readonly ImmutableArray<string> Keys = ["endpoint", "kind", "network", "sandbox"];

    private readonly ILookup<string, string> _wanted;

    private OwnEventFilter(ILookup<string, string> wanted) => _wanted = wanted;

    /// <summary>Makes a filter.</summary>
    /// <exception cref="InvalidRequestException">A key or a value is not understood; all problems are reported.</exception>
    public static OwnEventFilter Create(IEnumerable<KeyValue> filters)
    {
        ImmutableArray<KeyValue> given = [.. filters];
        ImmutableArray<string> problems =
        [
            .. given.Where(static filter => !Keys.Contains(filter.Key)).Select(static filter => $"key '{filter.Key}' is unknown"),
            .. given.Where(static filter => filter.Key == "kind" && !Enum.GetNames<ControllerEventKind>().Contains(filter.Value, StringComparer.OrdinalIgnoreCase))
                .Select(static filter => $"'{filter.Value}' is no kind of event: it is one of {string.Join(", ", Enum.GetNames<ControllerEventKind>())}"),
        ];
        return problems.IsEmpty
            ? new OwnEventFilter(given.ToLookup(static filter => filter.Key, static filter => filter.Value ?? "", StringComparer.Ordinal))
            : throw new InvalidRequestException("the filter", problems, $"filter by one of: {string.Join(", ", Keys)}");
    }

    /// <summary>Whether an event is chosen. What tells of events that are missing always is: nobody shall take the rest for all.</summary>
    public bool Matches(EventJson happened) => happened.Kind == nameof(ControllerEventKind.Gap) || (
        (!_wanted["kind"].Any() || _wanted["kind"].Contains(happened.Kind, StringComparer.OrdinalIgnoreCase))
        && Names("network", happened.Network?.Id, happened.Network?.Name)
        && Names("endpoint", happened.Endpoint?.Id, happened.Endpoint?.Name)
        && Names("sandbox", happened.Sandbox?.Id, happened.Sandbox?.Name));

    private bool Names(string key, string? id, string? name) => !_wanted[key].Any()
        || _wanted[key].Any(text => name == text || (id is not null && text.Length > 0 && id.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
}
