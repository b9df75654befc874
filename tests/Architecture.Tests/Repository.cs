using System.Xml.Linq;

namespace NetController.Architecture.Tests;

/// <summary>The checkout that these tests were built from: its projects and source files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under src by their folder's name, each with the folders' names of the projects it references.</summary>
    public static IReadOnlyDictionary<string, string[]> SourceProjects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(FolderOf, static project => References(project).ToArray());

    public static IEnumerable<string> SourceFiles(params string[] folders) => folders
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static string FolderOf(string path) => Path.GetFileName(Path.GetDirectoryName(path)!);

    private static IEnumerable<string> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Select(reference => FolderOf(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value))))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NetController.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout of the repository.");
    }
}
