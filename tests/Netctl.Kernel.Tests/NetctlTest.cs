using System.Text.Json;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>The base of tests that run the built tool as its users do: as a process, on a fake host, with a state folder of its own.</summary>
public abstract class NetctlTest : KernelTest
{
    /// <summary>
    /// The tool: the native one, as it is packed, where <c>./test.sh</c> names it; otherwise the one that is built in its own folder, which starts
    /// twenty times as slowly.
    /// </summary>
    protected static string Tool { get; } = Environment.GetEnvironmentVariable("NETCTL_PROGRAM") ?? Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../../src/Netctl/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/netctl"));

    /// <summary>The state folder.</summary>
    protected string Root { get; private set; } = "";

    [SetUp]
    public void MakeRoot() => Root = Directory.CreateTempSubdirectory("netctl-").FullName;

    [TearDown]
    public void RemoveRoot()
    {
        // What a test that failed halfway has left: a folder with a bound file in it cannot be removed.
        var namespaces = Path.Combine(Root, "run", "netns");
        foreach (var file in Directory.Exists(namespaces) ? Directory.GetFiles(namespaces) : [])
        {
            NetworkNamespace.DeleteAt(file);
        }

        Directory.Delete(Root, recursive: true);
    }

    /// <summary>Runs the tool on the fake host; the arguments are a piece of shell.</summary>
    private protected ToolResult Netctl(string arguments) => NetctlUnder("", arguments);

    /// <summary>Runs the tool on the fake host behind a shell prefix, such as <c>setpriv …</c>.</summary>
    private protected ToolResult NetctlUnder(string prefix, string arguments)
    {
        var (exitCode, output, error) = Host.TryRun($"{prefix} {Tool} --root {Root} {arguments}");
        return new ToolResult(exitCode, output, error);
    }

    /// <summary>Runs the tool, insists on its success and gives what it printed.</summary>
    protected string NetctlOk(string arguments)
    {
        var result = Netctl(arguments);
        Assert.That(result.ExitCode, Is.Zero, $"netctl {arguments}: {result.Error}");
        return result.Output;
    }

    /// <summary>Runs the tool, insists on its success and reads the JSON that it printed.</summary>
    protected JsonElement NetctlJson(string arguments) => Json(NetctlOk(arguments));

    /// <summary>A network as <c>inspect</c> prints it.</summary>
    protected JsonElement Inspect(string network) => NetctlJson($"network inspect {network}")[0];

    /// <summary>The link of a network.</summary>
    protected string LinkOf(string network) => Inspect(network).GetProperty("State").GetProperty("Link").GetString()!;

    /// <summary>A text of an object.</summary>
    protected static string Text(JsonElement json, string property) => json.GetProperty(property).ToString();

    /// <summary>Reads JSON so that it outlives its document.</summary>
    protected static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The texts of an array.</summary>
    protected static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(static item => item.ToString())];

    /// <summary>The values of one property of an array's objects.</summary>
    protected static string[] Texts(JsonElement array, string property) =>
        [.. array.EnumerateArray().Select(item => item.GetProperty(property).ToString())];
}

/// <summary>How the tool ended and what it printed.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
