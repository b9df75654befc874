using System.Collections.Immutable;
using System.Globalization;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Lists published ports.</summary>
internal static class PortTable
{
    private static readonly string[] Headings = ["PORT", "ENDPOINT", "NETWORK", "SANDBOX"];

    /// <summary>Prints the table.</summary>
    public static void Write(NetctlConsole console, ImmutableArray<EndpointView> endpoints) =>
        TableWriter.Write(console, Headings, endpoints.SelectMany(static endpoint => endpoint.Record.Ports.Select(port => new[]
        {
            Text(port), $"{endpoint.Record.Name} ({endpoint.Record.Id.Short})", endpoint.Network, endpoint.Sandbox ?? "-",
        })));

    /// <summary>As <c>docker ps</c> prints it, for example <c>0.0.0.0:8080->80/tcp</c>.</summary>
    public static string Text(PublishedPorts port)
    {
        var host = port.Family == IPFamily.IPv6 ? $"[{port.HostAddress}]" : port.HostAddress.ToString();
        return $"{host}:{port.HostPorts}->{port.ContainerPorts}/{port.Protocol.ToText()}";
    }

    /// <summary>One port in the same form.</summary>
    public static string Text(PublishedPortJson port)
    {
        var host = port.HostAddress.Contains(':', StringComparison.Ordinal) ? $"[{port.HostAddress}]" : port.HostAddress;
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{port.HostPort}->{port.ContainerPort}/{port.Protocol}");
    }
}
