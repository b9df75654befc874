namespace NetController.Formats;

/// <summary>Lines of a hosts file as <c>--add-host</c> takes them: Docker's <c>NAME:ADDRESS</c> or <c>NAME=ADDRESS</c>.</summary>
internal static class HostsEntryText
{
    private const string HostGateway = "host-gateway";

    /// <summary>Reads a line; an IPv6 address may stand in brackets, and <c>host-gateway</c> stands for the host's own addresses.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static HostsEntry Parse(string text)
    {
        var end = text.AsSpan().IndexOfAny(':', '=');
        if (end <= 0)
        {
            throw new FormatException($"'{text}' is no host with its address: write NAME:ADDRESS, such as db:10.0.0.5, or NAME:{HostGateway}");
        }

        var word = text[(end + 1)..];
        var address = word is ['[', .. var inner, ']'] ? inner : word;
        return new HostsEntry(text[..end], word == HostGateway ? null : AddressText.Parse(address));
    }

    /// <summary>Writes a line as <see cref="Parse"/> reads it.</summary>
    public static string Format(HostsEntry entry) => $"{entry.Name}:{entry.Address?.ToString() ?? HostGateway}";
}
