namespace NetController.Drivers;

/// <summary>
/// Pairs a driver's name, as stored and typed by users, with its options type and with the reading and writing of those options as
/// text: what <c>-o key=value</c>, the store and <c>inspect</c> hold. Inside, options are always typed.
/// </summary>
public sealed class DriverKind
{
    private readonly Func<IReadOnlyDictionary<string, string>, NetworkOptions> _read;
    private readonly Func<NetworkOptions, EquatableMap<string>> _write;

    private DriverKind(
        string name,
        Type optionsType,
        Func<IReadOnlyDictionary<string, string>, NetworkOptions> read,
        Func<NetworkOptions, EquatableMap<string>> write) =>
        (Name, OptionsType, _read, _write) = (name, optionsType, read, write);

    /// <summary>The name, such as <c>bridge</c>.</summary>
    public string Name { get; }

    /// <summary>The type of the driver's options.</summary>
    public Type OptionsType { get; }

    /// <summary>Describes a driver.</summary>
    /// <param name="name">The name, such as <c>bridge</c>.</param>
    /// <param name="read">Reads text options; throws <see cref="InvalidRequestException"/> naming every unknown key and bad value.</param>
    /// <param name="write">Writes what <paramref name="read"/> reads, leaving defaults out.</param>
    public static DriverKind Of<TOptions>(
        string name, Func<IReadOnlyDictionary<string, string>, TOptions> read, Func<TOptions, EquatableMap<string>> write)
        where TOptions : NetworkOptions
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        return new DriverKind(name, typeof(TOptions), options => read(options), options => write((TOptions)options));
    }

    /// <summary>Reads text options.</summary>
    /// <exception cref="InvalidRequestException">A key is unknown or a value cannot be read.</exception>
    public NetworkOptions ReadOptions(IReadOnlyDictionary<string, string> options) => _read(options);

    /// <summary>Writes options as text, defaults left out; <see cref="ReadOptions"/> gives them back.</summary>
    public EquatableMap<string> WriteOptions(NetworkOptions options) => _write(options);
}
