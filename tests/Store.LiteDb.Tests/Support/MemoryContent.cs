namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Bytes that grow and shrink in place, zeros where nothing was written. What it begins with is shared until the first change.</summary>
internal sealed class MemoryContent(byte[] shared)
{
    private byte[] _bytes = shared;
    private bool _isOwn;

    public int Length { get; private set; } = shared.Length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        SetLength(Math.Max(Length, position + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan((int)position));
    }

    public void SetLength(long length)
    {
        if (!_isOwn || length > _bytes.Length)
        {
            var own = new byte[Math.Max(length, _isOwn ? 2 * _bytes.Length : _bytes.Length)];
            Bytes.CopyTo(own);
            (_bytes, _isOwn) = (own, true);
        }

        if (length < Length)
        {
            _bytes.AsSpan((int)length, Length - (int)length).Clear();
        }

        Length = (int)length;
    }
}
