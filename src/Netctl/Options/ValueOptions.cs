using System.CommandLine;
using System.CommandLine.Parsing;

namespace NetController.Netctl.Options;

/// <summary>
/// Makes options whose values are read by our own strict parsers. A value that cannot be read is an error of the command line that names
/// the option; several of them are reported together.
/// </summary>
internal static class ValueOptions
{
    /// <summary>An option that takes one text, which must not be empty.</summary>
    public static Option<string?> Text(string name, string valueName, string description) =>
        Object(name, valueName, description, NotEmpty);

    /// <summary>An option that takes one value of a struct type; null where it is not given.</summary>
    public static Option<T?> Value<T>(string name, string valueName, string description, Func<string, T> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Read(result, name, parse) is [var only] ? only : null,
        };

    /// <summary>An option that takes one value of a reference type; null where it is not given.</summary>
    public static Option<T?> Object<T>(string name, string valueName, string description, Func<string, T> parse)
        where T : class => new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Read(result, name, parse) is [var only] ? only : null,
        };

    /// <summary>An option that may be given several times.</summary>
    public static Option<T[]> Many<T>(string name, string valueName, string description, Func<string, T> parse, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => Read(result, name, parse),
            DefaultValueFactory = static _ => [],
        };

    /// <summary>Names of objects, as arguments. What begins with a dash is an option mistyped, never a name.</summary>
    public static Argument<string[]> Names(string name, string description, ArgumentArity arity) => new(name)
    {
        Description = description,
        Arity = arity,
        CustomParser = static result => Read(result, null, NotAnOption),
    };

    /// <summary>Takes any text but an empty one.</summary>
    public static string NotEmpty(string text) => text.Length > 0 ? text : throw new FormatException("the value is empty");

    private static string NotAnOption(string text) => text switch
    {
        "" => throw new FormatException("a name is empty"),
        ['-', ..] => throw new FormatException($"Unrecognized option '{text}'"),
        _ => text,
    };

    private static T[] Read<T>(ArgumentResult result, string? option, Func<string, T> parse)
    {
        var values = new List<T>(result.Tokens.Count);
        foreach (var token in result.Tokens)
        {
            try
            {
                values.Add(parse(token.Value));
            }
            catch (FormatException failure)
            {
                result.AddError(option is null ? failure.Message : $"{option}: {failure.Message}");
            }
        }

        return [.. values];
    }
}
