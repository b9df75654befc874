namespace NetController.Store.LiteDb.Files;

/// <summary>The names in a state directory.</summary>
internal static class StateFiles
{
    /// <summary>The database: a LiteDB file with a checksum in each page.</summary>
    public const string Database = "networks.db";

    /// <summary>The pages of the transaction being written, so that a cut in the middle of it is made good. Empty otherwise.</summary>
    public const string Log = "networks-log.db";

    /// <summary>The same content as checksummed JSON lines.</summary>
    public const string Snapshot = "networks.snapshot";

    /// <summary>The lock, with the id of the process that holds it.</summary>
    public const string Lock = "networks.lock";

    /// <summary>A second copy of the instance id, which outlives the loss of both database and snapshot.</summary>
    public const string Instance = "networks.id";

    /// <summary>What a file is called while it is written, before it takes the place of the old one.</summary>
    public static string Unfinished(string name) => $"{name}.new";

    /// <summary>What a damaged file is called once it is set aside.</summary>
    public static string Corrupt(string name, DateTimeOffset time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}.corrupt-{time.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");
}
