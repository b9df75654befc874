namespace NetController.Benchmarks.Attach;

/// <summary>What an operation took.</summary>
/// <param name="Nanoseconds">Its time.</param>
/// <param name="Bytes">What all threads have allocated meanwhile.</param>
/// <param name="Steps">Its steps, where they are wanted.</param>
internal sealed record Measure(long Nanoseconds, long Bytes, string? Steps);
