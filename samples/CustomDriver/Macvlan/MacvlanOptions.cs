namespace Macvlan;

/// <summary>Asks for a network whose sandboxes appear on the host's own LAN, each with a MAC address of its own.</summary>
public sealed record MacvlanOptions : NetworkOptions
{
    /// <summary>The host's link that leads to the LAN.</summary>
    public required string Parent { get; init; }

    /// <summary>Reads what <c>-o parent=LINK</c> and the store hold.</summary>
    public static MacvlanOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var problems = options.Keys.Where(static key => key != "parent").Order(StringComparer.Ordinal).Select(static key => $"'{key}' is unknown").ToList();
        if (!options.TryGetValue("parent", out var parent) || LinkName.Problem(parent) is not null)
        {
            problems.Add("'parent' must name the host's link that leads to the LAN");
        }

        return problems.Count == 0
            ? new MacvlanOptions { Parent = parent! }
            : throw new InvalidRequestException("network of driver 'macvlan'", [.. problems], "give -o parent=LINK and nothing else");
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public EquatableMap<string> Write() => new([KeyValuePair.Create("parent", Parent)]);
}
