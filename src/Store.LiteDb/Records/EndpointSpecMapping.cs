namespace NetController.Store.LiteDb.Records;

/// <summary>What was asked for an endpoint, as a document within its own.</summary>
internal static class EndpointSpecMapping
{
    public static void Write(EndpointSpec spec, DocumentWriter document) => document
        .Text("name", spec.Name)
        .Texts("aliases", spec.Aliases)
        .Text("ipv4", spec.AddressIPv4?.ToString())
        .Text("ipv6", spec.AddressIPv6?.ToString())
        .Texts("linkLocal", spec.LinkLocalAddresses, static address => address.ToString())
        .Flag("noIPv6", spec.DisableIPv6)
        .Text("mac", spec.MacAddress?.ToString())
        .Text("interface", spec.InterfaceName)
        .Number("mtu", spec.Mtu)
        .Map("sysctls", spec.Sysctls)
        .Documents("routes", spec.Routes, Write)
        .Number("priority", spec.GatewayPriority)
        .Documents("ports", spec.Ports, PortMappings.Write)
        .Map("labels", spec.Labels);

    public static EndpointSpec ToSpec(DocumentReader reader) => new()
    {
        Name = reader.OptionalText("name"),
        Aliases = reader.Texts("aliases").ToEquatableArray(),
        AddressIPv4 = reader.OptionalText("ipv4") is { } ipv4 ? AddressText.Parse(ipv4) : null,
        AddressIPv6 = reader.OptionalText("ipv6") is { } ipv6 ? AddressText.Parse(ipv6) : null,
        LinkLocalAddresses = reader.Texts("linkLocal").Select(static text => AddressText.Parse(text)).ToEquatableArray(),
        DisableIPv6 = reader.Flag("noIPv6"),
        MacAddress = reader.OptionalText("mac") is { } mac ? MacAddress.Parse(mac) : null,
        InterfaceName = reader.OptionalText("interface"),
        Mtu = reader.OptionalNumber("mtu"),
        Sysctls = reader.Map("sysctls"),
        Routes = reader.List("routes").Select(static route => ToRoute(DocumentReader.Nested(route))).ToEquatableArray(),
        GatewayPriority = reader.Number("priority"),
        Ports = reader.List("ports").Select(static ports => PortMappings.ToMapping(DocumentReader.Nested(ports))).ToEquatableArray(),
        Labels = reader.Map("labels"),
    };

    private static void Write(StaticRoute route, DocumentWriter document) => document
        .Text("to", route.Destination.ToString())
        .Text("via", route.Gateway?.ToString());

    private static StaticRoute ToRoute(DocumentReader reader) => new(
        IPPrefix.Parse(reader.Text("to")), reader.OptionalText("via") is { } via ? AddressText.Parse(via) : null);
}
