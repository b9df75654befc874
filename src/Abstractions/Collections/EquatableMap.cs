using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NetController;

/// <summary>An immutable map from text, sorted by ordinal key, equal to another where keys and values are. The default value is the empty map.</summary>
/// <typeparam name="T">The values, compared by their own equality.</typeparam>
public readonly struct EquatableMap<T> : IEquatable<EquatableMap<T>>, IReadOnlyDictionary<string, T>
{
    private readonly ImmutableSortedDictionary<string, T>? _items;

    /// <summary>Copies <paramref name="items"/>.</summary>
    /// <exception cref="ArgumentException">A key occurs twice with different values.</exception>
    public EquatableMap(IEnumerable<KeyValuePair<string, T>> items) =>
        _items = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, items);

    private ImmutableSortedDictionary<string, T> Items => _items ?? ImmutableSortedDictionary<string, T>.Empty;

    /// <inheritdoc/>
    public int Count => Items.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Items.Keys;

    /// <inheritdoc/>
    public IEnumerable<T> Values => Items.Values;

    /// <inheritdoc/>
    public T this[string key] => Items[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Items.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => Items.TryGetValue(key, out value);

    /// <summary>True where both hold equal values under the same keys.</summary>
    public bool Equals(EquatableMap<T> other) => Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableMap<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, value) in Items)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True where both hold equal values under the same keys.</summary>
    public static bool operator ==(EquatableMap<T> left, EquatableMap<T> right) => left.Equals(right);

    /// <summary>True where they differ in a key or a value.</summary>
    public static bool operator !=(EquatableMap<T> left, EquatableMap<T> right) => !left.Equals(right);

    /// <summary>The entries between braces, as records print them.</summary>
    public override string ToString() => $"{{{string.Join(", ", Items.Select(static item => $"{item.Key}={item.Value}"))}}}";
}
