using System.Text;

namespace NetController.Netlink;

/// <summary>The kernel's rules for interface names (<c>dev_valid_name</c>), checked before anything is sent, so that the error can name the rule.</summary>
internal static class LinkName
{
    /// <summary>The longest name in bytes: IFNAMSIZ without the terminating zero.</summary>
    internal const int MaximumLength = 15;

    /// <summary>The longest alternative name in bytes: ALTIFNAMSIZ without the terminating zero.</summary>
    internal const int MaximumAlternativeLength = 127;

    /// <summary>Returns a valid name and throws for any other.</summary>
    internal static string Check(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return Fault(name) is { } fault ? throw new ArgumentException($"\"{name}\" is not a link name: {fault}.", parameter) : name;
    }

    /// <summary>Returns a valid alternative name and throws for any other; the kernel is less strict about those, and the rules are those of <c>ip</c>.</summary>
    internal static string CheckAlternative(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return AlternativeFault(name) is { } fault ? throw new ArgumentException($"\"{name}\" is not an alternative name of a link: {fault}.", parameter) : name;
    }

    private static string? AlternativeFault(string name) => name switch
    {
        "" => "it is empty",
        _ when Encoding.UTF8.GetByteCount(name) is var bytes && bytes > MaximumAlternativeLength => $"it has {bytes} bytes, and {MaximumAlternativeLength} is the limit",
        _ when name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) => "it holds a blank or a control character",
        _ when name.Contains('/', StringComparison.Ordinal) => "it holds \"/\"",
        _ => null,
    };

    private static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (Encoding.UTF8.GetByteCount(name) is var bytes && bytes > MaximumLength)
        {
            return $"it has {bytes} bytes, and {MaximumLength} is the limit";
        }

        if (name is "." or "..")
        {
            return "\".\" and \"..\" are folders in /sys/class/net";
        }

        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return "it holds a blank or a control character";
            }

            if (character is '/' or ':' or '%')
            {
                // The kernel replaces %d by a number, so the link made would not bear the name asked for.
                return $"it holds \"{character}\"";
            }
        }

        return null;
    }
}
