namespace NetController.Store.LiteDb.Records;

/// <summary>What names one record on disk.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its <c>_id</c>: an id's 64 hex digits, or a sysctl path.</param>
internal readonly record struct RecordKey(RecordKind Kind, string Id)
{
    /// <summary>As findings name it.</summary>
    public override string ToString() => $"{Kind.Collection()}/{Id}";
}
