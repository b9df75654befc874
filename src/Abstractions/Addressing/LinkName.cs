using System.Text;

namespace NetController;

/// <summary>
/// What the kernel takes as the name of a network interface as it is (<c>dev_valid_name</c> and <c>dev_alloc_name</c> in
/// net/core/dev.c, <c>sysctl_dev_name_is_allowed</c> in net/ipv4/devinet.c).
/// </summary>
public static class LinkName
{
    /// <summary>The longest name in bytes: IFNAMSIZ without its terminating zero.</summary>
    public const int MaxBytes = 15;

    /// <summary>Why <paramref name="name"/> cannot name an interface, as a sentence part; null where it can.</summary>
    public static string? Problem(string? name) => name switch
    {
        null or "" => "it is empty",
        "." or ".." => "'.' and '..' are not allowed",
        "all" or "default" => "'all' and 'default' stand for every link and for new ones in sysctl paths",
        _ when Encoding.UTF8.GetByteCount(name) > MaxBytes => $"it is longer than the {MaxBytes} bytes that the kernel allows",
        _ when name.Contains('/') => "'/' is not allowed",
        _ when name.Contains(':') => "':' is not allowed",
        _ when name.Contains('%') => "'%' is not allowed: the kernel would put a number in its place",
        _ when name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) => "white space and control characters are not allowed",
        _ => null,
    };

    /// <summary>
    /// Why a link of this name could not be told apart in firewall rules, as a sentence part; null where it could. The kernel takes such names,
    /// but iptables(8) has no way to write them literally.
    /// </summary>
    public static string? RuleProblem(string? name) => Problem(name) ?? name switch
    {
        [.., '+'] => "it ends with '+', which iptables reads as 'every link that begins so'",
        ['!' or '-', ..] => "it has a leading '!' or '-', which firewall rules cannot express",
        _ when name.AsSpan().ContainsAny('"', '\'', '\\') => "it has quotes or a backslash, which firewall rules cannot express",
        _ => null,
    };
}
