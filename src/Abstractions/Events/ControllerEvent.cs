namespace NetController;

/// <summary>Something that a controller did or found, told after its record is committed. Immutable.</summary>
/// <param name="Cursor">Where it stands among the events of this controller; what to give to have those after it.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Kind">What happened; the other properties say to what.</param>
public sealed record ControllerEvent(EventCursor Cursor, DateTimeOffset Time, ControllerEventKind Kind)
{
    /// <summary>The network concerned; null where it is not one network's event.</summary>
    public EventNetwork? Network { get; init; }

    /// <summary>The endpoint concerned; null where it is not one endpoint's event.</summary>
    public EventEndpoint? Endpoint { get; init; }

    /// <summary>The sandbox concerned; null where it is not one sandbox's event.</summary>
    public EventSandbox? Sandbox { get; init; }

    /// <summary>Why, as a sentence part: of what is degraded, of what goes without having been asked to, and of a changed setting; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// What was changed: the command of a <see cref="ControllerEventKind.DriftRepaired"/>, the setting of a
    /// <see cref="ControllerEventKind.HostSettingChanged"/>, the object of a <see cref="ControllerEventKind.LeftoverRemoved"/>; null otherwise.
    /// </summary>
    public string? Change { get; init; }

    /// <summary>The name before, of a <see cref="ControllerEventKind.SandboxRenamed"/>; null otherwise.</summary>
    public string? PreviousName { get; init; }

    /// <summary>The difference of a <see cref="ControllerEventKind.DriftFound"/>; null otherwise.</summary>
    public Drift? Drift { get; init; }

    /// <summary>What the reader did not get, of a <see cref="ControllerEventKind.Gap"/>; null otherwise.</summary>
    public EventGap? Gap { get; init; }
}

/// <summary>A network as an event names it: it may be gone when the event is read.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Driver">The name of its driver.</param>
public readonly record struct EventNetwork(NetworkId Id, string Name, string Driver);

/// <summary>An endpoint as an event names it: it may be gone when the event is read.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name on its network.</param>
public readonly record struct EventEndpoint(EndpointId Id, string Name);

/// <summary>A sandbox as an event names it: it may be gone when the event is read.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
public readonly record struct EventSandbox(SandboxId Id, string Name);
