using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Sandboxes as documents.</summary>
internal static class SandboxMapping
{
    public static void Write(StoredSandbox sandbox, DocumentWriter document) => document
        .Text("name", sandbox.Name)
        .Text("namespace", sandbox.NamespacePath)
        .State(sandbox.State)
        .Time("created", sandbox.Created)
        .Flag("owns", sandbox.OwnsNamespace)
        .Text("identity", sandbox.NamespaceIdentity)
        .Text("boot", sandbox.BootId)
        .Document("spec", sandbox.Spec, Write);

    public static StoredSandbox ToRecord(BsonDocument body)
    {
        var reader = new DocumentReader(body);
        var sandbox = new StoredSandbox(SandboxId.Parse(reader.Id), reader.Text("name"), reader.Text("namespace"), reader.State, reader.Time("created"));
        // Version 1 knew of what was asked for only the host name and the labels.
        return reader.Version < 2
            ? sandbox with { Spec = new SandboxSpec(sandbox.Name) { Hostname = reader.OptionalText("hostname"), Labels = reader.Map("labels") } }
            : sandbox with
            {
                OwnsNamespace = reader.Flag("owns"),
                NamespaceIdentity = reader.OptionalText("identity"),
                BootId = reader.OptionalText("boot"),
                Spec = ToSpec(reader.Document("spec")),
            };
    }

    private static void Write(SandboxSpec spec, DocumentWriter document) => document
        .Text("name", spec.Name)
        .Text("namespace", spec.NamespacePath)
        .Flag("isHost", spec.IsHost)
        .Text("hostname", spec.Hostname)
        .Text("domain", spec.DomainName)
        .Documents("hosts", spec.ExtraHosts, Write)
        .Texts("nameServers", spec.NameServers, static server => server.ToString())
        .Texts("search", spec.SearchDomains)
        .Texts("resolver", spec.ResolverOptions)
        .Map("labels", spec.Labels);

    private static SandboxSpec ToSpec(DocumentReader reader) => new(reader.Text("name"))
    {
        NamespacePath = reader.OptionalText("namespace"),
        IsHost = reader.Flag("isHost"),
        Hostname = reader.OptionalText("hostname"),
        DomainName = reader.OptionalText("domain"),
        ExtraHosts = reader.List("hosts").Select(static entry => ToHostsEntry(DocumentReader.Nested(entry))).ToEquatableArray(),
        NameServers = reader.Texts("nameServers").Select(static text => AddressText.Parse(text)).ToEquatableArray(),
        SearchDomains = reader.Texts("search").ToEquatableArray(),
        ResolverOptions = reader.Texts("resolver").ToEquatableArray(),
        Labels = reader.Map("labels"),
    };

    private static void Write(HostsEntry entry, DocumentWriter document) => document
        .Text("name", entry.Name)
        .Text("address", entry.Address?.ToString());

    private static HostsEntry ToHostsEntry(DocumentReader reader) => new(
        reader.Text("name"), reader.OptionalText("address") is { } address ? AddressText.Parse(address) : null);
}
