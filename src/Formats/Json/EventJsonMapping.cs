namespace NetController.Formats;

/// <summary>Turns events into JSON.</summary>
internal static class EventJsonMapping
{
    /// <summary>An event.</summary>
    public static EventJson Event(ControllerEvent happened) => new(happened.Cursor.ToString(), JsonMapping.Time(happened.Time), happened.Kind.ToString())
    {
        Network = happened.Network is { } network ? new EventNetworkJson(network.Id.ToString(), network.Name, network.Driver) : null,
        Endpoint = happened.Endpoint is { } endpoint ? new EventObjectJson(endpoint.Id.ToString(), endpoint.Name) : null,
        Sandbox = happened.Sandbox is { } sandbox ? new EventObjectJson(sandbox.Id.ToString(), sandbox.Name) : null,
        Reason = happened.Reason,
        Change = happened.Change,
        PreviousName = happened.PreviousName,
        Drift = happened.Drift is { } drift ? JsonMapping.Drift([drift], Names(happened))[0] : null,
        Gap = happened.Gap is { } gap ? new EventGapJson(gap.Reason.ToString(), gap.Missed) : null,
    };

    private static Dictionary<NetworkId, string> Names(ControllerEvent happened) =>
        happened.Network is { } network ? new Dictionary<NetworkId, string> { [network.Id] = network.Name } : [];
}
