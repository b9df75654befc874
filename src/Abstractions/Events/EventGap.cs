namespace NetController;

/// <summary>What a reader of events did not get.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Missed">How many events; null where that cannot be known.</param>
public readonly record struct EventGap(EventGapReason Reason, long? Missed);

/// <summary>Why a reader did not get events.</summary>
public enum EventGapReason
{
    /// <summary>The cursor is of another run of the controller, or no place in this one: what is kept of this run follows.</summary>
    OtherRun,

    /// <summary>The events after the cursor are no longer kept; the oldest that are follow.</summary>
    TooOld,

    /// <summary>The reader fell so far behind that events it had not read are no longer kept; the oldest that are follow.</summary>
    SlowReader,
}
