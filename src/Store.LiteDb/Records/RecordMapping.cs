using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Chooses the mapping of a kind. By hand: the database's own mapper needs reflection, which a native executable does not have.</summary>
internal static class RecordMapping
{
    /// <summary>The canonical JSON of a record of that id.</summary>
    public static byte[] ToJson(string id, object record) => record switch
    {
        StoredNetwork network => DocumentWriter.Write(id, network, NetworkMapping.Write),
        StoredEndpoint endpoint => DocumentWriter.Write(id, endpoint, EndpointMapping.Write),
        StoredSandbox sandbox => DocumentWriter.Write(id, sandbox, SandboxMapping.Write),
        StoredHostChange change => DocumentWriter.Write(id, change, HostChangeMapping.Write),
        _ => throw new ArgumentException($"{record.GetType()} is not a record", nameof(record)),
    };

    /// <exception cref="FormatException">The body is no record of that kind.</exception>
    public static object ToRecord(RecordKind kind, BsonDocument body)
    {
        try
        {
            return kind switch
            {
                RecordKind.Network => NetworkMapping.ToRecord(body),
                RecordKind.Endpoint => EndpointMapping.ToRecord(body),
                RecordKind.Sandbox => SandboxMapping.ToRecord(body),
                RecordKind.HostChange => HostChangeMapping.ToRecord(body),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
            };
        }
        catch (Exception error) when (error is ArgumentException or InvalidCastException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    /// <summary>The records of a content, as they are encoded.</summary>
    public static IEnumerable<Document> Encode(StateContent content) =>
        content.Networks.Values.Select(static network => Document.Of(RecordKind.Network, network.Id.ToString(), network))
            .Concat(content.Endpoints.Values.Select(static endpoint => Document.Of(RecordKind.Endpoint, endpoint.Id.ToString(), endpoint)))
            .Concat(content.Sandboxes.Values.Select(static sandbox => Document.Of(RecordKind.Sandbox, sandbox.Id.ToString(), sandbox)))
            .Concat(content.HostChanges.Values.Select(static change => Document.Of(RecordKind.HostChange, change.Path, change)));

    /// <summary>The content that documents make up.</summary>
    public static StateContent Decode(InstanceId instance, IEnumerable<Document> documents)
    {
        var records = documents.Select(static document => document.Record).ToList();
        return new StateContent(instance).Apply(new StateChange
        {
            Networks = [.. records.OfType<StoredNetwork>()],
            Endpoints = [.. records.OfType<StoredEndpoint>()],
            Sandboxes = [.. records.OfType<StoredSandbox>()],
            HostChanges = [.. records.OfType<StoredHostChange>()],
        });
    }
}
