using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>One way to damage a state directory, and what a start makes of it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Do">Does it.</param>
/// <param name="Survives">What is there afterwards.</param>
/// <param name="Findings">A part of each finding, in order; none where nothing is wrong.</param>
internal sealed record Damage(string Name, Action<MemoryDisk> Do, Survival Survives, params string[] Findings)
{
    public const int Page = 8192;

    public override string ToString() => Name;

    public static Damage OfFile(string name, string file, Func<byte[], byte[]?> change, Survival survives, params string[] findings) =>
        new(name, disk => disk.Put(file, change(disk.Read(file)!)), survives, findings);

    /// <summary>Overwrites part of a file with random bytes.</summary>
    public static byte[] Scrambled(byte[] content, int position, int length)
    {
        var result = content.ToArray();
        new Random(position).NextBytes(result.AsSpan(position, Math.Min(length, result.Length - position)));
        return result;
    }

    /// <summary>Overwrites part of a file with zeros.</summary>
    public static byte[] Zeroed(byte[] content, int position, int length)
    {
        var result = content.ToArray();
        result.AsSpan(position, Math.Min(length, result.Length - position)).Clear();
        return result;
    }

    /// <summary>Changes one byte of a line, counted from 0.</summary>
    public static byte[] LineFlipped(byte[] content, int line)
    {
        var result = content.ToArray();
        var position = 0;
        for (; line > 0; line--)
        {
            position = Array.IndexOf(result, (byte)'\n', position) + 1;
        }

        result[position + 60] ^= 1;
        return result;
    }

    /// <summary>Damages several things.</summary>
    public static Action<MemoryDisk> All(params Damage[] damages) => disk =>
    {
        foreach (var damage in damages)
        {
            damage.Do(disk);
        }
    };

    public static string DatabaseFile => StateFiles.Database;

    public static string LogFile => StateFiles.Log;

    public static string SnapshotFile => StateFiles.Snapshot;
}

/// <summary>What is left of a store's content.</summary>
internal enum Survival
{
    Everything,
    AllButOneRecord,
    SomeRecords,

    /// <summary>Some as they were last, others as the older copy has them.</summary>
    SomeRecordsSomeOlder,
    InstanceOnly,
}
