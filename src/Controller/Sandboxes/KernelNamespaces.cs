using NetController.Netlink;

namespace NetController.Sandboxes;

/// <summary>The real namespaces; ip-netns(8).</summary>
internal sealed class KernelNamespaces : INamespaces
{
    public string Create(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var made = NetworkNamespace.CreateAt(path);
            return made.Identity.ToString();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InteriorErrors.Translate($"ip netns add {path}", failure);
        }
    }

    public void Delete(string path)
    {
        try
        {
            NetworkNamespace.DeleteAt(path);
        }
        catch (IOException failure)
        {
            throw InteriorErrors.Translate($"ip netns delete {path}", failure);
        }
    }

    public string? Identify(string path)
    {
        try
        {
            using var present = NetworkNamespace.Open(path);
            return present.Identity.ToString();
        }
        catch (NetworkNamespaceException absent) when (absent.Errno is Errno.ENOENT or Errno.ESRCH or Errno.None or Errno.ENOTDIR)
        {
            return null;
        }
        catch (IOException failure)
        {
            throw InteriorErrors.Translate($"open namespace {path}", failure);
        }
    }

    public IInterior Open(StoredSandboxPlace place)
    {
        NetworkNamespace opened;
        try
        {
            opened = NetworkNamespace.Open(place.Path);
        }
        catch (NetworkNamespaceException absent) when (absent.Errno is Errno.ENOENT or Errno.ESRCH or Errno.None or Errno.ENOTDIR)
        {
            throw Gone(place);
        }
        catch (IOException failure)
        {
            throw InteriorErrors.Translate($"open namespace {place.Path}", failure);
        }

        if (place.Identity is { } identity && identity != opened.Identity.ToString())
        {
            opened.Dispose();
            throw Gone(place);
        }

        return new KernelInterior(opened);
    }

    private static ObjectNotFoundException Gone(StoredSandboxPlace place) =>
        new("namespace of sandbox", $"{place.Sandbox}' at '{place.Path}", $"remove the sandbox with `netctl sandbox rm {place.Sandbox}`");
}
