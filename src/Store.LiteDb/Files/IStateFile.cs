namespace NetController.Store.LiteDb.Files;

/// <summary>An open file, read and written at positions in bytes.</summary>
internal interface IStateFile : IDisposable
{
    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="position"/>; returns fewer bytes only at the end of the file.</summary>
    int Read(Span<byte> buffer, long position);

    /// <summary>Writes at <paramref name="position"/>; survives a kill at once, a power cut only after <see cref="Sync"/>.</summary>
    void Write(ReadOnlySpan<byte> bytes, long position);

    /// <summary>Cuts or extends the file.</summary>
    void SetLength(long length);

    /// <summary>fsync(2): everything written so far survives a power cut.</summary>
    void Sync();
}
