namespace NetController.Store.LiteDb.Records;

/// <summary>Ports, those asked for and those given, as documents within an endpoint's.</summary>
internal static class PortMappings
{
    public static void Write(PortMapping mapping, DocumentWriter document) => document
        .Text("protocol", mapping.Protocol.ToText())
        .Text("ports", mapping.ContainerPorts.ToString())
        .Text("host", mapping.HostAddress?.ToString())
        .Text("hostPorts", mapping.HostPorts?.ToString());

    public static void Write(PublishedPorts ports, DocumentWriter document) => document
        .Text("protocol", ports.Protocol.ToText())
        .Text("ports", ports.ContainerPorts.ToString())
        .Text("host", ports.HostAddress.ToString())
        .Text("hostPorts", ports.HostPorts.ToString());

    public static PortMapping ToMapping(DocumentReader reader) => new(Protocol(reader), Range(reader.Text("ports")))
    {
        HostAddress = reader.OptionalText("host") is { } host ? AddressText.Parse(host) : null,
        HostPorts = reader.OptionalText("hostPorts") is { } hostPorts ? Range(hostPorts) : null,
    };

    public static PublishedPorts ToPublishedPorts(DocumentReader reader) => new(
        Protocol(reader), AddressText.Parse(reader.Text("host")), Range(reader.Text("hostPorts")), Range(reader.Text("ports")));

    private static TransportProtocol Protocol(DocumentReader reader) =>
        TransportProtocols.TryParse(reader.Text("protocol"), out var protocol) ? protocol : throw new FormatException("its protocol is unknown");

    private static PortRange Range(string text) =>
        PortRange.TryParse(text, out var range) ? range : throw new FormatException($"'{text}' is no range of ports");
}
