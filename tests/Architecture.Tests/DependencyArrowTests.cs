using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetController.Architecture.Tests;

/// <summary>Which project may know which: one way, as the design draws it.</summary>
public sealed class DependencyArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Abstractions"] = [],
        ["Netlink"] = [],
        ["Firewall"] = ["Abstractions", "Netlink"],
        ["Ipam"] = ["Abstractions"],
        ["Store.LiteDb"] = ["Abstractions"],
        ["Drivers.Null"] = ["Abstractions"],
        ["Drivers.Host"] = ["Abstractions"],
        ["Drivers.Bridge"] = ["Abstractions", "Netlink"],
        ["Controller"] = ["Abstractions", "Netlink"],
        ["NetController"] =
            ["Abstractions", "Controller", "Drivers.Bridge", "Drivers.Host", "Drivers.Null", "Firewall", "Ipam", "Netlink", "Store.LiteDb"],
        ["Hosting"] = ["NetController"],
        ["Formats"] = ["Abstractions", "Controller"],
        ["AspNetCore"] = ["Controller", "Formats"],
        ["Netctl"] = ["Formats", "NetController"],
    };

    private static IEnumerable<string> Projects => Repository.SourceProjects.Keys.Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_what_the_design_allows(string project)
    {
        Assert.That(Allowed, Contains.Key(project), $"src/{project} has no place in the design's arrows");
        Assert.That(Repository.SourceProjects[project], Is.SubsetOf(Allowed[project]));
    }

    [TestCaseSource(nameof(Projects))]
    public void A_compiled_assembly_uses_only_what_the_design_allows(string project)
    {
        var reachable = Allowed[project].SelectMany(static p => Allowed[p].Append(p)).Distinct();

        var used = ReferencedAssemblies(project)
            .Where(static name => name.StartsWith("NetController", StringComparison.Ordinal))
            .Select(static name => name == "NetController" ? name : name["NetController.".Length..]);

        Assert.That(used, Is.SubsetOf(reachable));
    }

    private static IEnumerable<string> ReferencedAssemblies(string project)
    {
        var name = project switch { "Netctl" => "netctl", "NetController" => "NetController", _ => $"NetController.{project}" };
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var assembly = Path.Combine(Repository.Root, "src", project, "bin", configuration, "net10.0", $"{name}.dll");
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
