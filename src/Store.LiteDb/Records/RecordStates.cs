namespace NetController.Store.LiteDb.Records;

/// <summary>How record states are written.</summary>
internal static class RecordStates
{
    public static string Text(RecordState state) => state switch
    {
        RecordState.Creating => "creating",
        RecordState.Active => "active",
        RecordState.Deleting => "deleting",
        RecordState.Degraded => "degraded",
        _ => throw new FormatException($"{state} is not a state of a record"),
    };

    public static RecordState Parse(string text) => text switch
    {
        "creating" => RecordState.Creating,
        "active" => RecordState.Active,
        "deleting" => RecordState.Deleting,
        "degraded" => RecordState.Degraded,
        _ => throw new FormatException($"'{text}' is not a state of a record"),
    };
}
