using System.Collections.Immutable;

namespace NetDaemon.Options;

/// <summary>A value that was given for an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="Values">The values; one, except for a list.</param>
internal sealed record Setting(DaemonOption Option, ImmutableArray<string> Values)
{
    /// <summary>Whether another one says the same.</summary>
    public bool Equals(Setting? other) => other is not null && Option == other.Option && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Option, Values.Length);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Values);
}
