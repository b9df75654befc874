using System.Collections.Immutable;

namespace NetController.Formats;

/// <summary>Chooses networks as <c>docker network prune --filter</c> does: all wanted labels there, not all of the unwanted ones, made before a moment.</summary>
/// <remarks>Docker too spares a network from several <c>label!</c> only where it has every one of them.</remarks>
internal sealed class PruneFilter
{
    private static readonly ImmutableArray<string> Keys = ["label", "label!", "until"];

    private readonly ImmutableArray<KeyValue> _labels;
    private readonly ImmutableArray<KeyValue> _unwanted;
    private readonly DateTimeOffset? _until;

    private PruneFilter(ImmutableArray<KeyValue> labels, ImmutableArray<KeyValue> unwanted, DateTimeOffset? until) =>
        (_labels, _unwanted, _until) = (labels, unwanted, until);

    /// <summary>Makes a filter.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="now">What a duration counts back from.</param>
    /// <exception cref="FormatException">A key or a value is not understood.</exception>
    public static PruneFilter Create(FilterArguments arguments, DateTimeOffset now)
    {
        if (arguments.Keys.FirstOrDefault(static key => !Keys.Contains(key)) is { } unknown)
        {
            throw new FormatException($"invalid filter '{unknown}'");
        }

        DateTimeOffset? until = arguments["until"] switch
        {
            [] => null,
            [var moment] => MomentText.Parse(moment, now),
            _ => throw new FormatException("more than one until filter specified"),
        };
        return new PruneFilter(
            [.. arguments["label"].Select(KeyValue.Parse)], [.. arguments["label!"].Select(KeyValue.Parse)], until);
    }

    /// <summary>Whether a network is chosen.</summary>
    public bool Matches(NetworkView network) =>
        (_until is not { } until || network.Record.Created <= until)
        && _labels.All(label => Has(network, label))
        && (_unwanted.IsEmpty || !_unwanted.All(label => Has(network, label)));

    private static bool Has(NetworkView network, KeyValue label) =>
        network.Record.Labels.TryGetValue(label.Key, out var text) && (label.Value is null || label.Value == text);
}
