namespace NetController.TestSupport;

/// <summary>Counts what a leak of this library would look like: sockets and namespace files this process holds open.</summary>
public static class DescriptorAudit
{
    /// <summary>The open sockets and network namespaces.</summary>
    /// <returns>For example <c>socket:[123]</c> and <c>net:[4026531840]</c>, sorted.</returns>
    public static IReadOnlyList<string> Held()
    {
        var held = new List<string>();
        foreach (var descriptor in Directory.EnumerateFiles("/proc/self/fd"))
        {
            if (Target(descriptor) is { } target && (target.StartsWith("socket:", StringComparison.Ordinal) || target.StartsWith("net:", StringComparison.Ordinal)))
            {
                held.Add(target);
            }
        }

        held.Sort(StringComparer.Ordinal);
        return held;
    }

    private static string? Target(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget is { } target ? Path.GetFileName(target) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
