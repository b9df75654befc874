using Microsoft.Extensions.Logging;

namespace NetController.State;

/// <summary>What a controller hands to the store it opens.</summary>
/// <param name="Directory">The folder that holds the state.</param>
/// <param name="LoggerFactory">Makes the store's loggers.</param>
public sealed record StateStoreContext(string Directory, ILoggerFactory LoggerFactory)
{
    /// <summary>Whether a store is made where none exists; where false, its absence is an error. Default true.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>Where a new instance id takes its randomness from.</summary>
    public RandomSource Random { get; init; } = RandomSource.Secure;

    /// <summary>The clock, for the names of what is set aside.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
