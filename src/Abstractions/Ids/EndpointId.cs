namespace NetController;

/// <summary>The identity of an endpoint: one attachment of a sandbox to a network.</summary>
/// <param name="Value">The 256-bit id behind it.</param>
public readonly record struct EndpointId(ObjectId Value)
{
    /// <summary>Makes a new random id.</summary>
    public static EndpointId New(RandomSource random) => new(ObjectId.New(random));

    /// <summary>Reads 64 hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EndpointId id)
    {
        var read = ObjectId.TryParse(text, out var value);
        id = new EndpointId(value);
        return read;
    }

    /// <summary>Reads 64 hex digits.</summary>
    /// <exception cref="FormatException">The text is not exactly 64 hex digits.</exception>
    public static EndpointId Parse(ReadOnlySpan<char> text) => new(ObjectId.Parse(text));

    /// <summary>The first 12 hex digits, as kernel names and log lines carry them.</summary>
    public string Short => Value.Short;

    /// <summary>All 64 hex digits.</summary>
    public override string ToString() => Value.ToString();
}
