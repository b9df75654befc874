namespace NetController;

/// <summary>Names of interfaces inside sandboxes.</summary>
internal static class InterfaceNames
{
    private const int MaxLength = 15;
    private const string Prefix = "eth";

    /// <summary>What is wrong with a name (the kernel's <c>dev_valid_name</c>, and names that mean something else); null where nothing is.</summary>
    public static string? Fault(string name) => name switch
    {
        "" => "is empty",
        { Length: > MaxLength } => $"is longer than {MaxLength} characters",
        "." or ".." => "is a folder's",
        "lo" => "is the loopback's",
        "all" or "default" => "stands for every interface among the settings",
        _ when !name.All(static c => c is > ' ' and < (char)0x7f and not ('/' or ':' or '%')) => "holds a blank, '/', ':', '%' or no printable character",
        _ => null,
    };

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
