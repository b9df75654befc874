namespace NetController;

/// <summary>Names of interfaces inside sandboxes.</summary>
internal static class InterfaceNames
{
    private const string Prefix = "eth";

    /// <summary>Why a name cannot be an interface's inside a sandbox, as a sentence part; null where it can.</summary>
    public static string? Problem(string name) => name == "lo" ? "it is the loopback's" : LinkName.Problem(name);

    /// <summary>The lowest name that nobody has of a prefix and a number; <c>eth0</c>, <c>eth1</c> … where the network names no prefix.</summary>
    public static string LowestFree(string? prefix, IReadOnlySet<string> taken)
    {
        for (var number = 0; ; number++)
        {
            var name = $"{prefix ?? Prefix}{number}";
            if (!taken.Contains(name))
            {
                return name;
            }
        }
    }
}
