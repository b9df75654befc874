namespace NetController.Netctl.Daemon;

/// <summary>The paths of objects. What can be no name and no id is not sent, because a path would give it another meaning.</summary>
internal static class DaemonPath
{
    public static string Network(string reference) => IsName(reference)
        ? $"/netctl/networks/{reference}"
        : throw new ObjectNotFoundException("network", reference, "list the networks with `netctl network ls`");

    public static string Sandbox(string reference) => Of("sandbox", "sandboxes", reference);

    public static string Endpoint(string reference) => Of("endpoint", "endpoints", reference);

    private static string Of(string kind, string folder, string reference) => IsName(reference)
        ? $"/netctl/{folder}/{reference}"
        : throw new ObjectNotFoundException(kind, reference, $"list them with `netctl {kind} ls`");

    /// <summary>Whether a text is one that a controller takes as a name; ids are too.</summary>
    private static bool IsName(string text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
