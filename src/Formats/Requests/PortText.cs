namespace NetController.Formats;

/// <summary>Ports as <c>-p</c> takes them.</summary>
internal static class PortText
{
    /// <summary>Reads <c>[hostaddr:][hostport[-end]:]port[-end][/proto]</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static PortMapping Parse(string text)
    {
        try
        {
            return PortMapping.Parse(text);
        }
        catch (InvalidRequestException failure)
        {
            throw new FormatException(failure.Message, failure);
        }
    }
}
