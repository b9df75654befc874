namespace NetController.Netlink;

/// <summary>
/// What a request is called in errors, in the words of <c>ip</c>. The words are put together only when an error needs them, so naming a request costs nothing.
/// </summary>
public readonly record struct NetlinkOperation
{
    private readonly string? _words;
    private readonly object? _subject;
    private readonly int _prefixLength;
    private readonly LinkIndex _link;

    /// <summary>Names a request.</summary>
    /// <param name="words">The command, for example <c>link add</c>.</param>
    /// <param name="subject">What it acts on, or null; formatted when an error is reported.</param>
    public NetlinkOperation(string words, object? subject = null)
        : this(words, subject, -1, default)
    {
    }

    internal NetlinkOperation(string words, object? subject, int prefixLength, LinkIndex link)
    {
        ArgumentNullException.ThrowIfNull(words);
        _words = words;
        _subject = subject;
        _prefixLength = prefixLength;
        _link = link;
    }

    /// <summary>Names a request by its command alone.</summary>
    /// <param name="words">The command.</param>
    public static implicit operator NetlinkOperation(string words) => new(words);

    /// <summary>Names a request by its command alone.</summary>
    /// <param name="words">The command.</param>
    /// <returns>The operation.</returns>
    public static NetlinkOperation FromString(string words) => new(words);

    /// <summary>The request narrowed to the part of it that stands at an offset of its message, where the subject can tell.</summary>
    internal NetlinkOperation At(ReadOnlySpan<byte> message, int offset) =>
        _subject is IAttributeSubject subject ? new(_words ?? "", subject.WordsAt(message, offset)) : this;

    /// <summary>The whole text, for example <c>address add 10.0.0.1/24 dev #5</c>; links are given by index.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = _words ?? "netlink request";
        if (_subject is not null)
        {
            text += $" {(_subject is IOperationSubject subject ? subject.Words : _subject)}";
        }

        if (_prefixLength >= 0)
        {
            text += $"/{_prefixLength}";
        }

        return _link.Value == 0 ? text : $"{text} dev {_link}";
    }
}
