using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Endpoints as documents.</summary>
internal static class EndpointMapping
{
    public static void Write(StoredEndpoint endpoint, DocumentWriter document) => document
        .Text("network", endpoint.Network.ToString())
        .Text("name", endpoint.Name)
        .State(endpoint.State)
        .Time("created", endpoint.Created)
        .Text("sandbox", endpoint.Sandbox?.ToString())
        .Flag("reserved", endpoint.IsReserved)
        .Text("reason", endpoint.Reason)
        .Document("spec", endpoint.Spec, EndpointSpecMapping.Write)
        .Text("interface", endpoint.InterfaceName)
        .Documents("ports", endpoint.Ports, PortMappings.Write)
        .Texts("addresses", endpoint.Addresses, static address => address.ToString())
        .Text("mac", endpoint.MacAddress?.ToString());

    public static StoredEndpoint ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        var endpoint = new StoredEndpoint(
            EndpointId.Parse(reader.Id), NetworkId.Parse(reader.Text("network")), reader.Text("name"), reader.State, reader.Time("created"))
        {
            Sandbox = reader.OptionalText("sandbox") is { } sandbox ? SandboxId.Parse(sandbox) : null,
            Addresses = reader.List("addresses").Select(static address => InterfaceAddress.Parse(address.AsString)).ToEquatableArray(),
            MacAddress = reader.OptionalText("mac") is { } mac ? MacAddress.Parse(mac) : null,
        };
        // Version 1 knew of what was asked for only the labels.
        return reader.Version < 2
            ? endpoint with { Spec = new EndpointSpec { Labels = reader.Map("labels") } }
            : endpoint with
            {
                IsReserved = reader.Flag("reserved"),
                Reason = reader.OptionalText("reason"),
                Spec = EndpointSpecMapping.ToSpec(reader.Document("spec")),
                InterfaceName = reader.OptionalText("interface"),
                Ports = reader.List("ports").Select(static ports => PortMappings.ToPublishedPorts(DocumentReader.Nested(ports))).ToEquatableArray(),
            };
    }
}
