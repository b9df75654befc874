using System.Collections.Immutable;
using System.Text;

namespace NetController.Netlink;

/// <summary>The kinds of one sort of object (disciplines, classes, filters, actions) and how their options are read.</summary>
/// <typeparam name="T">What the options of all kinds derive from.</typeparam>
/// <param name="keepRaw">Makes the options of a kind this library does not know.</param>
internal sealed class TrafficKinds<T>(Func<string, ImmutableArray<byte>, T> keepRaw)
    where T : class
{
    private readonly List<(byte[] Name, Func<ReadOnlySpan<byte>, T> Decode)> _known = [];

    /// <summary>Enters a kind and returns its name.</summary>
    internal string Register(string name, Func<ReadOnlySpan<byte>, T> decode)
    {
        _known.Add((Encoding.UTF8.GetBytes(name), decode));
        return name;
    }

    internal T Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> options)
    {
        foreach (var (known, decode) in _known)
        {
            if (name.SequenceEqual(known))
            {
                return decode(options);
            }
        }

        return keepRaw(Encoding.UTF8.GetString(name), [.. options]);
    }
}
