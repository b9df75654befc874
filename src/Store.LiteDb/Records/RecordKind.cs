namespace NetController.Store.LiteDb.Records;

/// <summary>The kinds of record, one collection each. The names are written to disk.</summary>
internal enum RecordKind
{
    Network,
    Endpoint,
    Sandbox,
    HostChange,
}

/// <summary>How the kinds are written.</summary>
internal static class RecordKinds
{
    public static IReadOnlyList<RecordKind> All { get; } = [RecordKind.Network, RecordKind.Endpoint, RecordKind.Sandbox, RecordKind.HostChange];

    /// <summary>The name of its collection, and of the kind in the snapshot.</summary>
    public static string Collection(this RecordKind kind) => kind switch
    {
        RecordKind.Network => "networks",
        RecordKind.Endpoint => "endpoints",
        RecordKind.Sandbox => "sandboxes",
        RecordKind.HostChange => "hostChanges",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kind whose collection has that name; null where none has.</summary>
    public static RecordKind? Named(string? name)
    {
        foreach (var kind in All)
        {
            if (string.Equals(kind.Collection(), name, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return null;
    }
}
