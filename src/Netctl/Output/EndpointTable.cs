using System.Collections.Immutable;
using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.Output;

/// <summary>Lists endpoints, those that are only reserved included.</summary>
internal static class EndpointTable
{
    private const string Absent = "-";
    private static readonly string[] Headings = ["ENDPOINT ID", "NAME", "NETWORK", "SANDBOX", "STATE", "INTERFACE", "ADDRESSES", "PORTS"];

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="endpoints">The rows.</param>
    /// <param name="wholeIds">Whether ids have all their digits.</param>
    public static void Write(NetctlConsole console, ImmutableArray<EndpointView> endpoints, bool wholeIds) =>
        TableWriter.Write(console, Headings, endpoints.Select(endpoint => new[]
        {
            Id(endpoint, wholeIds),
            endpoint.Record.Name,
            endpoint.Network,
            endpoint.Sandbox ?? Absent,
            State(endpoint.Record),
            endpoint.Record.InterfaceName ?? Absent,
            string.Join(", ", endpoint.Record.Addresses.Items.Select(static address => address.ToString()).DefaultIfEmpty(Absent)),
            string.Join(", ", endpoint.Record.Ports.Items.Select(PortTable.Text).DefaultIfEmpty(Absent)),
        }));

    /// <summary>An endpoint's id as the table shows it.</summary>
    public static string Id(EndpointView endpoint, bool wholeIds) => wholeIds ? endpoint.Record.Id.ToString() : endpoint.Record.Id.Short;

    private static string State(StoredEndpoint record) => record is { State: RecordState.Active, Sandbox: null } ? "Reserved" : record.State.ToString();
}
