using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using NetController.Controller.Tests;

namespace NetController.Hosting.Tests;

/// <summary>Compares the tables of <c>docs/hosting.md</c> with what the code has.</summary>
[TestFixture]
internal sealed partial class DocumentationTests
{
    private static readonly string Root = FindRoot();
    private static readonly string[] Text = File.ReadAllLines(Path.Combine(Root, "docs", "hosting.md"));

    [Test]
    public void The_table_of_options_has_each_key_once()
    {
        var bridge = typeof(DefaultBridgeHostOptions).GetProperties().Select(static property => $"DefaultBridge:{property.Name}");
        var host = typeof(NetworkControllerHostOptions).GetProperties().Select(static property => property.Name).Where(static name => name != "DefaultBridge");

        // The second key of a pair is written without the group that both are in.
        var documented = Rows("Options").SelectMany(static cells => Code(cells[0]).Select(key =>
            cells[0].Contains("DefaultBridge:", StringComparison.Ordinal) && !key.Contains(':', StringComparison.Ordinal) ? $"DefaultBridge:{key}" : key));

        Assert.That(documented, Is.EquivalentTo(host.Concat(bridge)));
    }

    [Test]
    public async Task The_table_of_metrics_has_each_instrument_with_its_kind_and_unit()
    {
        var published = new Dictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == NetworkControllerDiagnostics.MeterName)
            {
                lock (published)
                {
                    published[instrument.Name] = $"{Kind(instrument)}, `{instrument.Unit}`";
                }
            }
        };
        listener.Start();
        await using var controller = await new Testbed().InitializeAsync();

        var documented = Rows("Metrics").Select(static cells => KeyValuePair.Create(Code(cells[0]).Single(), cells[1]));

        lock (published)
        {
            Assert.That(documented, Is.EquivalentTo(published));
        }
    }

    [Test]
    public void The_table_of_spans_has_each_operation()
    {
        var operations = Directory.EnumerateFiles(Path.Combine(Root, "src", "Controller"), "NetworkController*.cs")
            .SelectMany(static file => OperationName().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups[1].Value);

        Assert.That(Rows("Spans").SelectMany(static cells => Code(cells[0])), Is.EquivalentTo(operations.Distinct()));
    }

    [Test]
    public void The_table_of_events_has_each_kind() =>
        Assert.That(Rows("Events").SelectMany(static cells => Code(cells[0])), Is.EquivalentTo(Enum.GetNames<ControllerEventKind>()));

    [Test]
    public void The_table_of_parts_has_each_call_that_adds_one()
    {
        var calls = typeof(Microsoft.Extensions.DependencyInjection.NetworkControllerServiceCollectionExtensions).GetMethods()
            .Where(static method => method.IsStatic && method.Name.StartsWith("Add", StringComparison.Ordinal) && method.Name != "AddNetworkController")
            .Select(static method => method.Name);

        Assert.That(Rows("Parts").SelectMany(static cells => Code(cells[0])).Select(static call => call.Split('<', '(')[0]).Distinct(), Is.EquivalentTo(calls.Distinct()));
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> => "counter",
        { IsObservable: true } => "gauge",
        _ => instrument.GetType().Name,
    };

    /// <summary>The rows of the table below a heading, without its head.</summary>
    private static IEnumerable<string[]> Rows(string heading) => Text
        .SkipWhile(line => line != $"## {heading}").Skip(1)
        .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(static line => line.StartsWith('|')).Skip(2)
        .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray());

    /// <summary>What is written as code in a cell.</summary>
    private static IEnumerable<string> Code(string cell) => CodeSpan().Matches(cell).Select(static match => match.Groups[1].Value);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NetController.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside a checkout of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    /// <summary>What an operation is told to the diagnostics as.</summary>
    [GeneratedRegex("""Async\(\s*"([a-z_.]+)",""")]
    private static partial Regex OperationName();
}
