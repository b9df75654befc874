namespace NetController.Netlink;

/// <summary>A network namespace could not be opened, created, entered or removed. The message names the path and what to do.</summary>
public sealed class NetworkNamespaceException : IOException
{
    internal NetworkNamespaceException(string operation, string? path, Errno errno, string? hint = null)
        : base($"{operation}{(path is null ? "" : $" {path}")}: {(errno is Errno.None ? "" : ErrnoText.Describe(errno))}{Join(errno, hint)}")
    {
        Path = path;
        Errno = errno;
    }

    /// <summary>The namespace file, or null when the namespace has none.</summary>
    public string? Path { get; }

    /// <summary>The kernel's error number; <see cref="Errno.None"/> when the file is simply not a network namespace.</summary>
    public Errno Errno { get; }

    private static string Join(Errno errno, string? hint) => hint is null ? "" : errno is Errno.None ? hint : $"; {hint}";
}
