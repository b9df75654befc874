using System.Text.RegularExpressions;

namespace NetController.Architecture.Tests;

/// <summary>Rules of the house that no compiler checks.</summary>
public sealed partial class SourceRuleTests
{
    private const int MostLinesOfAFile = 400;
    private const int MedianLinesOfAFile = 100;

    [Test]
    public void No_file_grows_past_one_concept()
    {
        var tooLong = Repository.SourceFiles("src", "tests", "samples")
            .Select(static file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(static pair => pair.Lines > MostLinesOfAFile);

        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void Most_source_files_are_short()
    {
        var lines = Repository.SourceFiles("src").Select(static file => File.ReadLines(file).Count()).Order().ToArray();

        Assert.That(lines[lines.Length / 2], Is.LessThanOrEqualTo(MedianLinesOfAFile));
    }

    [TestCase(@"\bTask\.Run\(", "", TestName = "No_work_is_put_on_the_thread_pool_to_look_asynchronous")]
    [TestCase(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", "", TestName = "Nothing_waits_synchronously_for_a_task")]
    [TestCase(@"\bunsafe\b", "src/Netlink/", TestName = "Unsafe_code_lives_in_the_netlink_library")]
    [TestCase(@"\[LibraryImport\(|\[DllImport\(", "src/Netlink/Interop/|src/Store.LiteDb/Interop/|src/Netctl/Interop/", TestName = "System_calls_are_declared_under_Interop")]
    [TestCase(@"new Process\b|Process\.Start\(|new ProcessStartInfo\b", "src/Firewall/Backends/|src/Netctl/", TestName = "Only_the_firewall_backends_and_the_tool_start_processes")]
    [TestCase(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b", "", TestName = "Nothing_is_left_open")]
    public void A_rule_of_the_sources_holds(string forbidden, string except)
    {
        var offences = Repository.SourceFiles("src")
            .Where(file => except.Length == 0 || !except.Split('|').Any(prefix => Repository.Relative(file).StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(static file => File.ReadLines(file).Select((line, index) => (Where: $"{Repository.Relative(file)}:{index + 1}", Line: line)))
            .Where(pair => !IsComment().IsMatch(pair.Line) && Regex.IsMatch(pair.Line, forbidden))
            .Select(static pair => $"{pair.Where}: {pair.Line.Trim()}");

        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void Unsafe_code_is_switched_on_for_the_netlink_library_alone()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(static project => File.ReadAllText(project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(static project => Path.GetFileNameWithoutExtension(project));

        Assert.That(projects, Is.EqualTo(new[] { "NetController.Netlink" }));
    }

    [TestCaseSource(nameof(Libraries))]
    public void A_library_pins_its_public_surface(string folder)
    {
        var shipped = Path.Combine(Repository.Root, "src", folder, "PublicAPI.Shipped.txt");
        var unshipped = Path.Combine(Repository.Root, "src", folder, "PublicAPI.Unshipped.txt");

        Assert.That(File.Exists(shipped) && File.Exists(unshipped), $"src/{folder} has no PublicAPI files");
    }

    private static IEnumerable<string> Libraries => Repository.SourceProjects.Keys.Where(static name => name != "Netctl").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*(///|//|\*)")]
    private static partial Regex IsComment();
}
