using System.Text;

namespace NetController.Netlink;

/// <summary>The kernel's rules for interface names (<c>dev_valid_name</c>), checked before anything is sent, so that the error can name the rule.</summary>
internal static class LinkName
{
    /// <summary>The longest name in bytes: IFNAMSIZ without the terminating zero.</summary>
    internal const int MaximumLength = 15;

    /// <summary>Returns a valid name and throws for any other.</summary>
    internal static string Check(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return Fault(name) is { } fault ? throw new ArgumentException($"\"{name}\" is not a link name: {fault}.", parameter) : name;
    }

    /// <summary>Whether a link can have the name.</summary>
    internal static bool IsValid(string name) => Fault(name) is null;

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
