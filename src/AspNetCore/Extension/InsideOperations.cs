using System.Collections.Immutable;
using NetController.AspNetCore.Calls;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary>Seeing inside: what <c>netctl rules</c>, <c>pools</c>, <c>ports</c>, <c>host-changes</c> and <c>events</c> show, and the report of the start.</summary>
internal static class InsideOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/netctl/state", "Gives all networks, sandboxes, endpoints and host changes at one moment: what netctl's lists are made from.", static call =>
            call.AnswerAsync(StateMapping.State(StateView.Of(call.Controller)), ApiJson.Context.StateJson))
        {
            Answer = ApiJson.Context.StateJson,
        },
        new("GET", "/netctl/rules", "Gives the firewall rules that the networks mean.", RulesAsync)
        {
            Parameters = [new("network", "Only the rules of this network.")], Answer = ApiJson.Context.RulesJson,
        },
        new("GET", "/netctl/pools", "Gives the subnets in use, by whom, and what is left of the default pools.", static call =>
            call.AnswerAsync(PoolMapping.Pools(call.Controller.IpamStatus), ApiJson.Context.PoolsJson))
        {
            Answer = ApiJson.Context.PoolsJson,
        },
        new("GET", "/netctl/ports", "Lists the published ports of the host.", static call =>
            call.AnswerAsync(SandboxMapping.PublishedPorts(EndpointView.Of(call.Controller)), ApiJson.Context.PublishedPortJsonArray))
        {
            Answer = ApiJson.Context.PublishedPortJsonArray,
        },
        new("GET", "/netctl/ports/{id}", "Says who has a port, given as PORT or PORT-PROTOCOL: an endpoint, a process, or the kernel's range.", PortAsync)
        {
            Answer = ApiJson.Context.PortAnswerJson,
        },
        new("GET", "/netctl/host-changes", "Lists the settings of the host that were changed, with their old values.", static call =>
            call.AnswerAsync(JsonMapping.HostChanges(call.Controller.HostChanges), ApiJson.Context.HostChangeJsonArray))
        {
            Answer = ApiJson.Context.HostChangeJsonArray,
        },
        new("GET", "/netctl/report", "Tells what the start of the controller found and did.", static call =>
            call.AnswerAsync(StartMapping.Report(call.Controller), ApiJson.Context.InitJson))
        {
            Answer = ApiJson.Context.InitJson,
        },
        new("GET", "/netctl/events", "Streams everything that happens, one JSON object a line, each with the cursor to go on from.", EventsAsync)
        {
            Parameters =
            [
                new("cursor", "Goes on after the event that has this cursor; what happens from now on where it is left out."),
                new("recent", "Also gives the events that are still kept, where no cursor is given.", "boolean"),
                new("follow", "Goes on while things happen (default true); false ends after what is kept.", "boolean"),
            ],
            Answer = ApiJson.Context.EventJson,
        },
    ];

    private static ValueTask RulesAsync(ApiCall call)
    {
        var network = call.Query("network") is { } reference ? call.Controller.GetNetwork(reference) : null;
        var lines = call.Controller.RenderRules(network).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return call.AnswerAsync(new RulesJson(call.Controller.FirewallBackend, lines), ApiJson.Context.RulesJson);
    }

    private static ValueTask PortAsync(ApiCall call)
    {
        var question = PortQuestion.Parse(call.Id.Replace('-', '/'));
        return call.AnswerAsync(SandboxMapping.PortAnswer(PortAnswer.Find(question, EndpointView.Of(call.Controller))), ApiJson.Context.PortAnswerJson);
    }

    private static async ValueTask EventsAsync(ApiCall call)
    {
        EventCursor? cursor = call.Query("cursor") is { } text ? EventCursor.Parse(text) : null;
        var withRecent = call.Flag("recent");
        var follows = call.Query("follow") is null || call.Flag("follow");
        var stream = await EventStream.OpenAsync(call, follows ? null : TimeSpan.Zero).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var events = (cursor, follows) switch
            {
                ({ } after, true) => stream.WatchAsync(call.Controller, after),
                ({ } after, false) => call.Controller.GetEventsAfter(after).ToAsyncEnumerable(),
                _ => stream.ReadAsync(call.Controller, withRecent ? DateTimeOffset.MinValue : null),
            };
            await foreach (var happened in events.ConfigureAwait(false))
            {
                await stream.WriteAsync(EventJsonMapping.Event(happened), ApiJson.Context.EventJson).ConfigureAwait(false);
            }
        }
    }
}
