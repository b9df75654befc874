namespace NetController.Firewall.Backends;

/// <summary>The programs of iptables on this machine, looked up once.</summary>
/// <param name="IPv4">Those of IPv4.</param>
/// <param name="IPv6">Those of IPv6; null where they are not installed.</param>
internal sealed record IptablesPrograms(FamilyPrograms IPv4, FamilyPrograms? IPv6)
{
    // A daemon's PATH often lacks the folders where Debian and others keep programs for root.
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin", "/bin"];

    /// <summary>Finds the programs; null where those of IPv4 are missing.</summary>
    /// <param name="searchPath">Folders separated by colons, as in <c>PATH</c>; the system's own folders are searched after them.</param>
    public static IptablesPrograms? Find(string? searchPath)
    {
        var v4 = FamilyOf("iptables", searchPath);
        return v4 is null ? null : new IptablesPrograms(v4, FamilyOf("ip6tables", searchPath));
    }

    /// <summary>The path of a program; null where it is not installed.</summary>
    public static string? Find(string program, string? searchPath) => (searchPath ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .Concat(SystemFolders)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static FamilyPrograms? FamilyOf(string name, string? searchPath) =>
        Find($"{name}-restore", searchPath) is { } restore && Find($"{name}-save", searchPath) is { } save
            ? new FamilyPrograms(restore, save)
            : null;
}
