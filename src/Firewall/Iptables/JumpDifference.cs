using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>
/// What separates our jumps in a built-in chain from what they should be: all there, in their order. Where among others' rules they
/// stand is no difference: a new one goes to the top, and a manager that puts its own above later is not fought.
/// </summary>
/// <param name="Chain">The built-in chain.</param>
/// <param name="Wanted">Our jumps in order.</param>
/// <param name="Observed">All rules of the chain.</param>
internal sealed record JumpDifference(string Chain, ImmutableArray<string> Wanted, ImmutableArray<string> Observed)
{
    /// <summary>Our jumps as they stand.</summary>
    public ImmutableArray<string> Present { get; } = [.. Ownership.OurJumps(Chain, Observed)];

    /// <summary>Whether the jumps are as they should be.</summary>
    public bool IsEmpty => Present.AsSpan().SequenceEqual(Wanted.AsSpan());

    /// <summary>Whether those that are there must go first: one too many, or in the wrong order.</summary>
    public bool IsDisordered => !Present.AsSpan().SequenceEqual(Wanted.Where(jump => Present.Contains(jump)).ToArray());

    /// <summary>The changes that cure it; also yields the chain's rules afterwards.</summary>
    public ImmutableArray<IptablesEdit> Edits(string table, out ImmutableArray<string> after)
    {
        var edits = ImmutableArray.CreateBuilder<IptablesEdit>();
        var rules = Observed.ToList();
        if (IsDisordered)
        {
            edits.AddRange(Present.Select(jump => IptablesEdit.Delete(table, Chain, jump)));
            rules.RemoveAll(rule => Present.Contains(rule));
        }

        var next = 0;
        foreach (var jump in Wanted)
        {
            var position = rules.IndexOf(jump);
            if (position < 0)
            {
                edits.Add(IptablesEdit.Insert(table, Chain, next, jump));
                rules.Insert(next, jump);
                position = next;
            }

            next = position + 1;
        }

        after = [.. rules];
        return edits.ToImmutable();
    }
}
