namespace NetController.Firewall.Iptables;

/// <summary>Tells our rules from others' by the comment that each of ours carries.</summary>
internal static class Ownership
{
    private const string Mark = "--comment \"" + OwnerTag.Prefix;

    /// <summary>The owner that a rule's comment names; null where it is not one of ours.</summary>
    public static OwnerTag? OwnerOf(string specification)
    {
        var mark = specification.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        var start = mark + Mark.Length - OwnerTag.Prefix.Length;
        var end = specification.IndexOf('"', start);
        return end > start && OwnerTag.TryParse(specification[start..end], out var owner) ? owner : null;
    }

    /// <summary>Our jumps among the rules of a chain; they stand in built-in chains only.</summary>
    public static IEnumerable<string> OurJumps(string chain, IEnumerable<string> rules) =>
        Names.IsBuiltIn(chain) ? rules.Where(static rule => OwnerOf(rule) is not null) : [];
}
