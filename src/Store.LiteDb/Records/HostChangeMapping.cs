using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Host changes as documents, named by their sysctl path.</summary>
internal static class HostChangeMapping
{
    public static void Write(StoredHostChange change, DocumentWriter document) => document
        .Text("old", change.OldValue)
        .Text("new", change.NewValue)
        .Text("reason", change.Reason)
        .Text("boot", change.BootId)
        .Time("changed", change.Changed);

    public static StoredHostChange ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        return new StoredHostChange(
            reader.Id, reader.Text("old"), reader.Text("new"), reader.Text("reason"), reader.Text("boot"), reader.Time("changed"));
    }
}
