using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary>Chooses events as Docker does: all keys must match, and of the values of one any will do.</summary>
/// <param name="arguments">What was given.</param>
internal sealed class EventFilter(FilterArguments arguments)
{
    /// <summary>The kinds of object that Docker filters by; those that do not exist here match no event.</summary>
    private static readonly string[] Objects = ["config", "container", "daemon", "image", "network", "node", "plugin", "secret", "service", "volume"];

    /// <summary>Whether an event is chosen.</summary>
    public bool Matches(EventMessageJson message) =>
        Equals("event", message.Action)
        && Equals("type", message.Type)
        && Equals("scope", message.Scope)
        && Objects.All(kind => Names(kind, message))
        && arguments["label"].All(label => Has(message, KeyValue.Parse(label)));

    private bool Equals(string key, string value) => arguments[key] is var wanted && (wanted.IsEmpty || wanted.Contains(value));

    /// <summary>An object is named by its name or by the beginning of its id or name.</summary>
    private bool Names(string kind, EventMessageJson message)
    {
        var wanted = arguments[kind];
        return wanted.IsEmpty || (message.Type == kind && wanted.Any(text =>
            message.Actor.ID.StartsWith(text, StringComparison.Ordinal)
            || (message.Actor.Attributes.TryGetValue("name", out var name) && name.StartsWith(text, StringComparison.Ordinal))));
    }

    private static bool Has(EventMessageJson message, KeyValue label) =>
        message.Actor.Attributes.TryGetValue(label.Key, out var value) && (label.Value is null || label.Value == value);
}
