using System.Collections.Immutable;
using System.Text;

namespace NetController.Netlink;

/// <summary>What the objects of unknown kinds have in common.</summary>
internal static class RawOptions
{
    /// <summary>The longest name of a kind in bytes: IFNAMSIZ without the terminating zero.</summary>
    private const int MaximumLength = 15;

    /// <summary>Returns a name that fits and throws for any other.</summary>
    internal static string CheckKind(string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        return Encoding.UTF8.GetByteCount(kind) <= MaximumLength
            ? kind
            : throw new ArgumentException($"\"{kind}\" is longer than the {MaximumLength} bytes that the name of a kind can have.", nameof(kind));
    }

    internal static int Hash(string kind, ImmutableArray<byte> bytes)
    {
        var hash = default(HashCode);
        hash.Add(kind, StringComparer.Ordinal);
        hash.AddBytes(bytes.AsSpan());
        return hash.ToHashCode();
    }
}
