namespace NetController.Netctl.Daemon;

/// <summary>Where a daemon listens.</summary>
/// <param name="Path">The file of its Unix socket; absolute.</param>
internal sealed record DaemonAddress(string Path)
{
    private const string Scheme = "unix://";

    // What the kernel keeps for a path, less the zero at its end (unix(7)).
    private const int LongestPath = 107;

    /// <summary>Reads <c>unix:///path</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static DaemonAddress Parse(string text)
    {
        var path = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : "";
        return path switch
        {
            not ['/', _, ..] => throw new FormatException($"'{text}' is no address of a daemon: write {Scheme}/PATH, such as {Scheme}/run/netctl/netctl.sock"),
            _ when System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath =>
                throw new FormatException($"'{path}' is too long for a socket, whose path has {LongestPath} bytes at most"),
            _ => new DaemonAddress(path),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Scheme + Path;
}
