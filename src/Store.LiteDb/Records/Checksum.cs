using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NetController.Store.LiteDb.Records;

/// <summary>The checksum of documents and lines: the first 8 bytes of SHA-256, written as 16 hex digits.</summary>
internal static class Checksum
{
    /// <summary>The number of hex digits.</summary>
    public const int TextLength = 16;

    // A record or a line mostly fits: hashed at once, it takes no memory and half the time.
    private const int Small = 2048;

    /// <summary>The checksum of a content, which is of no use under another name.</summary>
    public static ulong Of(string name, ReadOnlySpan<byte> content)
    {
        Span<byte> whole = stackalloc byte[Small];
        if (name.Length + 1 + content.Length <= Small && Encoding.UTF8.TryGetBytes(name, whole, out var length) && length + 1 + content.Length <= Small)
        {
            whole[length++] = 0;
            content.CopyTo(whole[length..]);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(whole[..(length + content.Length)], digest);
            return BinaryPrimitives.ReadUInt64BigEndian(digest);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData([0]);
        hash.AppendData(content);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>The 16 hex digits.</summary>
    public static string Text(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The 16 hex digits as they are written.</summary>
    public static void Write(ulong value, Span<byte> text) => value.TryFormat(text, out _, "x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        return text.Length == TextLength && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
