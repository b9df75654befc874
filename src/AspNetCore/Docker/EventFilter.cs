using System.Collections.Immutable;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary>Chooses events as Docker does: all keys must match, and of the values of one any will do.</summary>
internal sealed class EventFilter
{
    /// <summary>The kinds of object that Docker filters by; those that do not exist here match no event.</summary>
    private static readonly string[] Objects = ["config", "container", "daemon", "image", "network", "node", "plugin", "secret", "service", "volume"];

    private readonly FilterArguments _arguments;
    private readonly ImmutableArray<KeyValue> _labels;

    /// <summary>Reads a filter.</summary>
    /// <param name="arguments">What was given.</param>
    /// <exception cref="FormatException">A label is not understood.</exception>
    public EventFilter(FilterArguments arguments) => (_arguments, _labels) = (arguments, [.. arguments["label"].Select(KeyValue.Parse)]);

    /// <summary>Whether an event is chosen.</summary>
    public bool Matches(EventMessageJson message) =>
        Equals("event", message.Action)
        && Equals("type", message.Type)
        && Equals("scope", message.Scope)
        && Objects.All(kind => Names(kind, message))
        && _labels.All(label => Has(message, label));

    private bool Equals(string key, string value) => _arguments[key] is var wanted && (wanted.IsEmpty || wanted.Contains(value));

    /// <summary>An object is named by its name or by the beginning of its id or name.</summary>
    private bool Names(string kind, EventMessageJson message)
    {
        var wanted = _arguments[kind];
        return wanted.IsEmpty || (message.Type == kind && wanted.Any(text =>
            message.Actor.ID.StartsWith(text, StringComparison.Ordinal)
            || (message.Actor.Attributes.TryGetValue("name", out var name) && name.StartsWith(text, StringComparison.Ordinal))));
    }

    private static bool Has(EventMessageJson message, KeyValue label) =>
        message.Actor.Attributes.TryGetValue(label.Key, out var value) && (label.Value is null || label.Value == value);
}
