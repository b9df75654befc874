namespace NetController.Netlink.NfTables;

/// <summary>
/// Something of a packet that rules look at: the source address, the name of an interface, the mark, … It knows how it is loaded, what its bytes mean, and which protocol must
/// be checked first: <c>ip saddr</c> says nothing of an IPv6 packet. The ready-made ones are the static members.
/// </summary>
public sealed partial class NftField
{
    private readonly Func<NftRegister, NftExpression> _load;
    private readonly bool _isHostOrder;

    private NftField(string name, NftDataType type, NftExpressionList requires, Func<NftRegister, NftExpression> load, bool isHostOrder = false)
    {
        Name = name;
        Type = type;
        Requires = requires;
        _load = load;
        _isHostOrder = isHostOrder;
    }

    /// <summary>The words of nft, for example <c>ip saddr</c>.</summary>
    public string Name { get; }

    /// <summary>What its bytes mean.</summary>
    public NftDataType Type { get; }

    /// <summary>The checks that must come before.</summary>
    internal NftExpressionList Requires { get; }

    /// <summary>Goes on only if it has a value.</summary>
    /// <param name="value">The value, in the order of bytes of the field.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The value has another length than the field.</exception>
    public NftExpressionList Is(NftValue value) => Compare(NftComparison.Equal, value);

    /// <summary>Goes on only if it has another value.</summary>
    /// <inheritdoc cref="Is"/>
    public NftExpressionList IsNot(NftValue value) => Compare(NftComparison.NotEqual, value);

    /// <summary>Goes on only if it compares so with a value.</summary>
    /// <param name="comparison">How.</param>
    /// <param name="value">The value, in the order of bytes of the field.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The value has another length than the field.</exception>
    public NftExpressionList Compare(NftComparison comparison, NftValue value)
    {
        var isOfOrder = comparison is not (NftComparison.Equal or NftComparison.NotEqual);
        return [.. Requires, .. isOfOrder ? LoadOrdered() : [Load(default)], new NftCompare(comparison, isOfOrder ? Ordered(value) : Checked(value))];
    }

    /// <summary>Goes on only if it lies in a range.</summary>
    /// <param name="first">The first value, in the order of bytes of the field.</param>
    /// <param name="last">The last value, inclusive.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">A value has another length than the field, or the last comes before the first.</exception>
    public NftExpressionList IsBetween(NftValue first, NftValue last)
    {
        var range = new NftRange(Ordered(first), Ordered(last));
        return [.. Requires, .. LoadOrdered(), new NftCompare(NftComparison.GreaterOrEqual, range.From), new NftCompare(NftComparison.LessOrEqual, range.To)];
    }

    /// <summary>Goes on only if it lies outside a range.</summary>
    /// <inheritdoc cref="IsBetween"/>
    public NftExpressionList IsNotBetween(NftValue first, NftValue last) =>
        [.. Requires, .. LoadOrdered(), new NftRange(Ordered(first), Ordered(last)) { IsNegated = true }];

    /// <summary>Goes on only if some of its bits have values.</summary>
    /// <param name="mask">The bits that are looked at.</param>
    /// <param name="comparison">How they compare with the value.</param>
    /// <param name="value">Their values; other bits are zero.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">A value has another length than the field.</exception>
    public NftExpressionList CompareMasked(NftValue mask, NftComparison comparison, NftValue value) =>
        [.. Requires, Load(default), new NftBitwise(Checked(mask), Zeros(mask.Length)), new NftCompare(comparison, Checked(value))];

    /// <summary>Loads fields one after another from the first register on, after all the checks they need: the key of an <see cref="NftLookup"/> or <see cref="NftDynamicSet"/> written by hand.</summary>
    /// <param name="fields">The fields.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Together they are longer than the registers.</exception>
    public static NftExpressionList LoadAll(params ReadOnlySpan<NftField> fields)
    {
        var expressions = new List<NftExpression>();
        foreach (var field in fields)
        {
            expressions.AddRange(field.Requires);
        }

        var register = NftRegister.First;
        for (var i = 0; i < fields.Length; i++)
        {
            register = i == 0 ? register : register.After(fields[i - 1].Type.Length);
            expressions.Add(fields[i].Load(register));
        }

        return [.. expressions];
    }

    /// <summary>The words of nft.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => Name;

    /// <summary>Loads it into a register.</summary>
    internal NftExpression Load(NftRegister register) => _load(register);

    private static NftValue Zeros(int length) => new(stackalloc byte[length]);

    private NftValue Checked(NftValue value) => value.Length == Type.Length
        ? value
        : throw new ArgumentException($"\"{Name}\" has {Type.Length} bytes and cannot be compared with {value.Length}.", nameof(value));

    /// <summary>The kernel compares byte by byte, so what is in the machine's order is turned around first.</summary>
    private NftExpressionList LoadOrdered() => _isHostOrder && BitConverter.IsLittleEndian
        ? [Load(default), new NftByteOrder(NftByteOrderOperation.HostToNetwork, Type.Length, Type.Length)]
        : [Load(default)];

    private NftValue Ordered(NftValue value)
    {
        if (!_isHostOrder || !BitConverter.IsLittleEndian)
        {
            return Checked(value);
        }

        Span<byte> bytes = stackalloc byte[Type.Length];
        Checked(value).Bytes.CopyTo(bytes);
        bytes.Reverse();
        return new NftValue(bytes);
    }
}
