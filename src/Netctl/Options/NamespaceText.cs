namespace NetController.Netctl.Options;

/// <summary>Whose network stack a sandbox is, as <c>--netns</c> names it.</summary>
/// <param name="Path">The file of a network namespace; null for the host's own stack.</param>
internal sealed record NamespaceText(string? Path)
{
    private const string Host = "host";

    /// <summary>Reads an absolute path, the number of a process, or <c>host</c>.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static NamespaceText Parse(string text) => text switch
    {
        Host => new NamespaceText((string?)null),
        ['/', ..] => new NamespaceText(text),
        [>= '1' and <= '9', ..] when text.All(char.IsAsciiDigit) => new NamespaceText($"/proc/{text}/ns/net"),
        _ => throw new FormatException($"'{text}' is no network namespace: write an absolute path such as /run/netns/blue, the number of a process, or {Host}"),
    };
}
