namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>The part of <c>docs/docker-api.md</c> that lists what differs from dockerd.</summary>
internal static class DifferenceDocument
{
    private const string Begin = "<!-- differences: begin -->\n```text\n";
    private const string End = "```\n<!-- differences: end -->";

    /// <summary>What the document says.</summary>
    public static string Read()
    {
        var text = File.ReadAllText(FilePath);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[begin..text.IndexOf(End, StringComparison.Ordinal)];
    }

    /// <summary>Makes the document say something else.</summary>
    public static void Write(string differences) => File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace($"{Begin}{Read()}{End}", $"{Begin}{differences}{End}", StringComparison.Ordinal));

    private static string FilePath
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NetController.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder!.FullName, "docs", "docker-api.md");
        }
    }
}
