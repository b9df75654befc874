using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Sandboxes as documents.</summary>
internal static class SandboxMapping
{
    public static BsonDocument ToBody(StoredSandbox sandbox) => new DocumentBuilder(sandbox.Id.ToString())
        .Text("name", sandbox.Name)
        .Text("namespace", sandbox.NamespacePath)
        .State(sandbox.State)
        .Time("created", sandbox.Created)
        .Text("hostname", sandbox.Hostname)
        .Map("labels", sandbox.Labels)
        .Body;

    public static StoredSandbox ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        return new StoredSandbox(SandboxId.Parse(reader.Id), reader.Text("name"), reader.Text("namespace"), reader.State, reader.Time("created"))
        {
            Hostname = reader.OptionalText("hostname"),
            Labels = reader.Map("labels"),
        };
    }
}
