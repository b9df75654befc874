using System.Collections.Immutable;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <content>Names: namespaces bound to the files of a folder; <c>ip netns</c>.</content>
public sealed partial class NetworkNamespace
{
    /// <summary>The folder in which <c>ip netns</c> keeps its namespaces.</summary>
    public const string NamesFolder = "/run/netns";

    /// <summary>Lists the namespaces that are bound to files of a folder; <c>ip netns list</c>.</summary>
    /// <remarks>Files that are no network namespaces are left out: other namespaces, and what a creation leaves that was killed half-way. <see cref="DeleteAt"/> removes the latter.</remarks>
    /// <param name="folder">The folder; that of <c>ip netns</c> unless given.</param>
    /// <returns>The namespaces, ordered by name; none when there is no such folder.</returns>
    /// <exception cref="NetworkNamespaceException">The folder, or a file in it, may not be looked at.</exception>
    public static ImmutableArray<NamedNamespace> ListNamed(string folder = NamesFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var named = ImmutableArray.CreateBuilder<NamedNamespace>();
        foreach (var path in FilesIn(folder))
        {
            var error = NamespaceFile.TryOpen(path, out var handle);
            using (handle)
            {
                if (error is Errno.None && NamespaceFile.IsNetworkNamespace(handle!))
                {
                    named.Add(new NamedNamespace(System.IO.Path.GetFileName(path), path, NamespaceFile.Identify(handle!)));
                }
                else if (error is Errno.EACCES or Errno.EPERM or Errno.EMFILE or Errno.ENFILE or Errno.ENOMEM)
                {
                    throw new NetworkNamespaceException("list network namespace", path, error, PrivilegeHint(error));
                }
            }
        }

        named.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return named.DrainToImmutable();
    }

    /// <summary>The names of this namespace; <c>ip netns identify</c>.</summary>
    /// <param name="folder">The folder of the names; that of <c>ip netns</c> unless given.</param>
    /// <returns>The names in order; none when it is not bound to a file there.</returns>
    /// <inheritdoc cref="ListNamed" path="/exception"/>
    public ImmutableArray<string> ListNames(string folder = NamesFolder) =>
        [.. ListNamed(folder).Where(one => one.Identity == Identity).Select(static one => one.Name)];

    private static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (DirectoryNotFoundException) when (!File.Exists(folder))
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new NetworkNamespaceException("list network namespaces in", folder, Errno.EACCES, PrivilegeHint(Errno.EACCES));
        }
        catch (IOException)
        {
            throw new NetworkNamespaceException("list network namespaces in", folder, Errno.ENOTDIR, "it is not a folder that can be read");
        }
    }
}
