namespace NetController;

/// <summary>The identity of one state directory: made when its store is, part of every owner tag, and the seed of its IPv6 prefix.</summary>
/// <param name="Value">The 256-bit id behind it.</param>
public readonly record struct InstanceId(ObjectId Value)
{
    /// <summary>Makes a new random id.</summary>
    public static InstanceId New(RandomSource random) => new(ObjectId.New(random));

    /// <summary>Reads 64 hex digits.</summary>
    /// <exception cref="FormatException">The text is not exactly 64 hex digits.</exception>
    public static InstanceId Parse(ReadOnlySpan<char> text) => new(ObjectId.Parse(text));

    /// <summary>The first 12 hex digits: what owner tags carry.</summary>
    public string Short => Value.Short;

    /// <summary>All 64 hex digits.</summary>
    public override string ToString() => Value.ToString();
}
