using System.Collections.Immutable;

namespace NetController.Validation;

/// <summary>The rule that names of networks, sandboxes and endpoints follow.</summary>
internal static class ObjectName
{
    private const int MaxLength = 255;

    /// <summary>Adds what is wrong with a name.</summary>
    /// <param name="what">How the message calls it.</param>
    /// <param name="name">The name.</param>
    /// <param name="problems">Takes the problem.</param>
    public static void Check(string what, string name, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add($"{what} is empty");
        }
        else if (name.Length > MaxLength)
        {
            problems.Add($"{what} is longer than {MaxLength} characters");
        }
        else if (!char.IsAsciiLetterOrDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            problems.Add($"{what} must begin with a letter or digit and hold only letters, digits, '_', '.' and '-'");
        }
    }
}
