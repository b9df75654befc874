using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Endpoints as documents.</summary>
internal static class EndpointMapping
{
    public static BsonDocument ToBody(StoredEndpoint endpoint) => new DocumentBuilder(endpoint.Id.ToString())
        .Text("network", endpoint.Network.ToString())
        .Text("name", endpoint.Name)
        .State(endpoint.State)
        .Time("created", endpoint.Created)
        .Text("sandbox", endpoint.Sandbox?.ToString())
        .List("addresses", endpoint.Addresses.Select(static address => new BsonValue(address.ToString())))
        .Text("mac", endpoint.MacAddress?.ToString())
        .Map("options", endpoint.Options)
        .Map("labels", endpoint.Labels)
        .Body;

    public static StoredEndpoint ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        return new StoredEndpoint(
            EndpointId.Parse(reader.Id), NetworkId.Parse(reader.Text("network")), reader.Text("name"), reader.State, reader.Time("created"))
        {
            Sandbox = reader.OptionalText("sandbox") is { } sandbox ? SandboxId.Parse(sandbox) : null,
            Addresses = reader.List("addresses").Select(static address => InterfaceAddress.Parse(address.AsString)).ToEquatableArray(),
            MacAddress = reader.OptionalText("mac") is { } mac ? MacAddress.Parse(mac) : null,
            Options = reader.Map("options"),
            Labels = reader.Map("labels"),
        };
    }
}
