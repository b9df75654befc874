namespace NetController.Netlink.NfTables;

/// <summary>The matches and statements of a rule as they come, without those that nft makes by itself.</summary>
internal sealed class RuleItems
{
    private readonly List<RuleItem> _items = [];
    private readonly List<RuleItem> _comparisons = [];

    /// <summary>How many there have been, left out or not.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds one, and leaves out what stands right before it and nft would put there.</summary>
    internal void Add(RuleItem item)
    {
        for (var first = FirstOfDependencies(); first < _items.Count; first++)
        {
            if (Generated(_items[first].Before, item.Needs) is { } generated && generated.SequenceEqual(_items.Skip(first).Select(static dependency => dependency.States!.Value)))
            {
                _items.RemoveRange(first, _items.Count - first);
                break;
            }
        }

        _items.Add(item);
        Count++;
        if (item.Compares is not null)
        {
            _comparisons.Add(item);
        }
    }

    /// <summary>Whether nft would make one comparison of this and one that came before.</summary>
    internal bool Joins(PayloadPlace place, bool isNegated) => _comparisons.Exists(
        other => other.IsNegated == isNegated && other.Compares is { } compared && (compared.JoinsWith(place) || place.JoinsWith(compared)));

    /// <summary>All of them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(' ', _items.Select(static item => item.Text));

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
