using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Tells an event in a line.</summary>
internal static class EventLine
{
    /// <summary>When, what, and to which objects, for example <c>2026-11-28T18:55:10.1234567Z NetworkCreated network=web (0123456789ab)</c>.</summary>
    public static string Text(EventJson happened) => string.Join(' ', Parts(happened).Where(static part => part.Length > 0));

    private static IEnumerable<string> Parts(EventJson happened)
    {
        yield return happened.Time;
        yield return happened.Kind;
        yield return Named("network", happened.Network?.Id, happened.Network?.Name);
        yield return Named("endpoint", happened.Endpoint?.Id, happened.Endpoint?.Name);
        yield return Named("sandbox", happened.Sandbox?.Id, happened.Sandbox?.Name);
        yield return Told("was", happened.PreviousName);
        yield return Told("resource", happened.Drift?.Resource);
        yield return Told("fix", happened.Drift?.Fix);
        yield return Told("change", happened.Change);
        yield return Told("reason", happened.Reason ?? happened.Gap?.Reason);
    }

    private static string Named(string what, string? id, string? name) =>
        id is null ? "" : $"{what}={name} ({(id.Length > ObjectId.ShortLength ? id[..ObjectId.ShortLength] : id)})";

    private static string Told(string what, string? text) => text is null ? "" : $"{what}=\"{text}\"";
}
