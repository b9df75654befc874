using System.Collections.Immutable;
using NetController.AspNetCore.Calls;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary><c>/events</c>: what happens to networks and sandboxes, as it happens.</summary>
internal static class EventOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/events", "Streams what happens to networks, and to sandboxes as containers; one JSON object a line.", WatchAsync)
        {
            Parameters =
            [
                new("since", "Also what happened since this moment and is still kept: Unix seconds, a date or a duration back from now."),
                new("until", "Ends at this moment."),
                new("filters", "What to choose, as JSON: container, event, label, network, scope and type."),
            ],
            Answer = ApiJson.Context.EventMessageJson,
        },
    ];

    private static async ValueTask WatchAsync(ApiCall call)
    {
        var now = TimeProvider.System.GetUtcNow();
        var since = Moment(call.Query("since"), now);
        var until = Moment(call.Query("until"), now);
        if (since > until)
        {
            throw new ApiException(400, $"`since` time ({call.Query("since")}) cannot be after `until` time ({call.Query("until")})");
        }

        var filter = new EventFilter(call.Filters());
        var stream = await EventStream.OpenAsync(call, until - now).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var happened in stream.ReadAsync(call.Controller, since).ConfigureAwait(false))
            {
                if (EventMapping.Message(happened) is { } message && (until is not { } end || happened.Time <= end) && filter.Matches(message))
                {
                    await stream.WriteAsync(message, ApiJson.Context.EventMessageJson).ConfigureAwait(false);
                }
            }
        }
    }

    private static DateTimeOffset? Moment(string? text, DateTimeOffset now) => text is null ? null : MomentText.Parse(text, now);
}
