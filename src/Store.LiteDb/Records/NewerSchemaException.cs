using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>What was read was written by a later program: the one thing that stops a start, since going on could destroy what it means.</summary>
internal sealed class NewerSchemaException(int version)
    : Exception($"it has schema version {version}, and this program knows {Document.SchemaVersion}")
{
    /// <summary>Refuses a version later than this program's.</summary>
    /// <exception cref="FormatException">There is no version.</exception>
    public static void ThrowIfNewer(BsonValue version)
    {
        if (!version.IsNumber)
        {
            throw new FormatException("it has no schema version");
        }

        if (version.AsInt64 > Document.SchemaVersion)
        {
            throw new NewerSchemaException((int)version.AsInt64);
        }
    }
}
