using System.Text;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>One line of the snapshot: <c>{"sum":"0123456789abcdef","entry":{…}}</c>, the checksum being that of the entry's bytes as they stand.</summary>
internal static class SnapshotLine
{
    private const string Name = "line";

    private static ReadOnlySpan<byte> Before => "{\"sum\":\""u8;

    private static ReadOnlySpan<byte> Between => "\",\"entry\":"u8;

    private static ReadOnlySpan<byte> After => "}"u8;

    /// <summary>Adds the line of an entry, with its line feed.</summary>
    public static void Write(Stream target, ReadOnlySpan<byte> entry)
    {
        Span<byte> sum = stackalloc byte[Checksum.TextLength];
        Checksum.Write(Checksum.Of(Name, entry), sum);
        target.Write(Before);
        target.Write(sum);
        target.Write(Between);
        target.Write(entry);
        target.Write(After);
        target.Write("\n"u8);
    }

    /// <summary>Reads a line without its line feed; false where it is not exactly what was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        var start = Before.Length + Checksum.TextLength + Between.Length;
        if (line.Length < start + After.Length || !line.StartsWith(Before) || !line.EndsWith(After))
        {
            return false;
        }

        var body = line[start..^After.Length];
        var sum = Encoding.ASCII.GetString(line.Slice(Before.Length, Checksum.TextLength));
        if (!Checksum.TryParse(sum, out var expected) || expected != Checksum.Of(Name, body) || !line[(Before.Length + Checksum.TextLength)..].StartsWith(Between))
        {
            return false;
        }

        entry = body;
        return true;
    }
}
