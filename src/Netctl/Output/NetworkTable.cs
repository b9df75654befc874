using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Lists networks as <c>docker network ls</c> does, with the state beside.</summary>
internal static class NetworkTable
{
    private static readonly string[] Headings = ["NETWORK ID", "NAME", "DRIVER", "SCOPE", "STATE"];

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="networks">The rows.</param>
    /// <param name="wholeIds">Whether ids have all their digits.</param>
    public static void Write(NetctlConsole console, ImmutableArray<NetworkView> networks, bool wholeIds) =>
        TableWriter.Write(console, Headings, networks.Select(network => Row(network, wholeIds)));

    /// <summary>Prints the table with short ids.</summary>
    public static void Write(NetctlConsole console, IReadOnlyList<NetworkJson> networks) => TableWriter.Write(console, Headings, networks.Select(
        static network => new[] { network.Id[..ObjectId.ShortLength], network.Name, network.Driver, network.Scope, network.State.Status }));

    /// <summary>A network's id as the table shows it.</summary>
    public static string Id(NetworkView network, bool wholeIds) => wholeIds ? network.Record.Id.ToString() : network.Record.Id.Short;

    private static string[] Row(NetworkView network, bool wholeIds) =>
    [
        Id(network, wholeIds), network.Record.Name, network.Record.Driver, NetworkView.Scope, network.Record.State.ToString(),
    ];
}
