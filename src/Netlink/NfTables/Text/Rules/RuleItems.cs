namespace NetController.Netlink.NfTables;

/// <summary>The matches and statements of a rule as they come, without those that nft makes by itself.</summary>
internal sealed class RuleItems
{
    private readonly List<RuleItem> _items = [];
    private readonly List<bool> _isHidden = [];
    private readonly List<RuleItem> _comparisons = [];

    /// <summary>How many there have been, left out or not.</summary>
    internal int Count => _items.Count;

    /// <summary>Adds one, and leaves out what stands right before it and nft would put there.</summary>
    internal void Add(RuleItem item)
    {
        for (var first = FirstOfDependencies(); first < _items.Count; first++)
        {
            if ((first == 0 || !item.NeedsAtBeginning) && IsGenerated(first, item.Needs))
            {
                for (var i = first; i < _items.Count; i++)
                {
                    _isHidden[i] = true;
                }

                break;
            }
        }

        _items.Add(item);
        _isHidden.Add(false);
        if (item.Compares is not null)
        {
            _comparisons.Add(item);
        }
    }

    /// <summary>Whether nft would make one comparison of this and one that came before, or not make one any more of what it is to join.</summary>
    internal bool Joins(PayloadPlace place, bool isNegated) => _comparisons.Exists(other => other.Compares is { } compared
        && (other.IsJoined ? compared.Touches(place) : other.IsNegated == isNegated && (compared.JoinsWith(place) || place.JoinsWith(compared))));

    /// <summary>Whether bytes are compared already that nft, which looks at all of a rule in the order of the bytes, may join with any of these.</summary>
    internal bool Disturbs(PayloadPlace joined) => _comparisons.Exists(other => other.Compares is { } compared && compared.Touches(joined));

    /// <summary>All of them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(' ', _items.Where((_, i) => !_isHidden[i]).Select(static item => item.Text));

    private static List<Dependency>? Generated(ProtocolContext context, IReadOnlyList<ProtocolHeader> needs)
    {
        var all = new List<Dependency>();
        foreach (var header in needs)
        {
            if (context.Generate(header) is not { } generated)
            {
                return null;
            }

            all.AddRange(generated);
            context = generated.Aggregate(context, static (before, dependency) => before.After(dependency));
        }

        return all;
    }

    /// <summary>Whether nft would make these dependencies, the last ones, for what needs these headers.</summary>
    private bool IsGenerated(int first, IReadOnlyList<ProtocolHeader> needs)
    {
        // What is left out because of the first of them must not lose what stands for it.
        var standsAlone = first == 0 || !_isHidden[first - 1];
        return standsAlone && Generated(_items[first].Before, needs) is { } generated
            && generated.SequenceEqual(_items.Skip(first).Select(static dependency => dependency.States.GetValueOrDefault()));
    }

    private int FirstOfDependencies()
    {
        var first = _items.Count;
        while (first > 0 && _items[first - 1].States is not null)
        {
            first--;
        }

        return first;
    }
}
