namespace NetController.Formats;

/// <summary>Booleans as Docker's options and queries write them.</summary>
internal static class BooleanText
{
    /// <summary>Reads the words of Go's <c>strconv.ParseBool</c>.</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static bool Parse(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new FormatException($"'{text}' is no boolean: write true or false"),
    };
}
