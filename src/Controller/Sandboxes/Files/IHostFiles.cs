namespace NetController.Sandboxes.Files;

/// <summary>The host's files that those of sandboxes are made from.</summary>
internal interface IHostFiles
{
    /// <summary>The content of <c>/etc/hosts</c>; empty where there is none.</summary>
    string ReadHosts();

    /// <summary>The content of <c>/etc/resolv.conf</c>; empty where there is none.</summary>
    string ReadResolver();

    /// <summary>What systemd-resolved itself asks, <c>/run/systemd/resolve/resolv.conf</c>; empty where there is none.</summary>
    string ReadResolverOfSystemd();
}

/// <summary>The files of the machine.</summary>
internal sealed class HostFiles : IHostFiles
{
    public string ReadHosts() => Read("/etc/hosts");

    public string ReadResolver() => Read("/etc/resolv.conf");

    public string ReadResolverOfSystemd() => Read("/run/systemd/resolve/resolv.conf");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
