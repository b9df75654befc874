using System.Net;
using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Networks as documents.</summary>
internal static class NetworkMapping
{
    public static void Write(StoredNetwork network, DocumentWriter document) => document
        .Text("name", network.Name)
        .Text("driver", network.Driver)
        .State(network.State)
        .Time("created", network.Created)
        .Text("reason", network.Reason)
        .Map("options", network.Options)
        .Text("ipam", network.IpamDriver)
        .Documents("pools", network.Pools, Write)
        .Flag("ipv4", network.EnableIPv4)
        .Flag("ipv6", network.EnableIPv6)
        .Flag("internal", network.Internal)
        .Flag("attachable", network.Attachable)
        .Map("labels", network.Labels);

    public static StoredNetwork ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        return new StoredNetwork(NetworkId.Parse(reader.Id), reader.Text("name"), reader.Text("driver"), reader.State, reader.Time("created"))
        {
            Reason = reader.OptionalText("reason"),
            Options = reader.Map("options"),
            IpamDriver = reader.Text("ipam"),
            Pools = reader.List("pools").Select(static pool => ToPool(DocumentReader.Nested(pool))).ToEquatableArray(),
            EnableIPv4 = reader.Flag("ipv4"),
            EnableIPv6 = reader.Flag("ipv6"),
            Internal = reader.Flag("internal"),
            Attachable = reader.Flag("attachable"),
            Labels = reader.Map("labels"),
        };
    }

    private static void Write(NetworkPool pool, DocumentWriter document) => document
        .Text("subnet", pool.Subnet.ToString())
        .Text("range", pool.Range?.ToString())
        .Text("gateway", pool.Gateway?.ToString())
        .Map("auxiliary", pool.AuxiliaryAddresses, static address => address.ToString());

    private static NetworkPool ToPool(DocumentReader reader) => new(IPPrefix.Parse(reader.Text("subnet")))
    {
        Range = reader.OptionalText("range") is { } range ? IPPrefix.Parse(range) : null,
        Gateway = reader.OptionalText("gateway") is { } gateway ? InterfaceAddress.Parse(gateway) : null,
        AuxiliaryAddresses = new EquatableMap<IPAddress>(
            reader.Map("auxiliary").Select(static pair => KeyValuePair.Create(pair.Key, AddressText.Parse(pair.Value)))),
    };
}
