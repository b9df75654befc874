namespace NetController.State;

/// <summary>How far the world has followed a record. Anything but <see cref="Active"/> and <see cref="Degraded"/> is driven to absence when the store is opened.</summary>
public enum RecordState
{
    /// <summary>Written before the first effect on the kernel.</summary>
    Creating,

    /// <summary>Written after the last effect: the kernel holds what the record says.</summary>
    Active,

    /// <summary>Written before the first step of a deletion.</summary>
    Deleting,

    /// <summary>Wanted, but the kernel could not be made to follow; retried at every start, by <c>NetworkController.RetryDegradedAsync</c> and by repair.</summary>
    Degraded,
}
