using System.Diagnostics.CodeAnalysis;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>What is at the path of a sandbox's namespace, opened once for a look at an endpoint and the changes that follow from it.</summary>
internal sealed class SandboxFile : IDisposable
{
    private SandboxFile(SandboxPresence presence, NetworkNamespace? @namespace) => (Presence, Namespace) = (presence, @namespace);

    /// <summary>What it is.</summary>
    public SandboxPresence Presence { get; }

    /// <summary>The namespace; null where it is not there, or none of the sandbox's own.</summary>
    public NetworkNamespace? Namespace { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="NetControllerException">The kernel refuses to tell what is there.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It belongs to what is returned.")]
    public static SandboxFile Open(string path, HostKernel kernel)
    {
        var host = kernel.Identity();
        try
        {
            var opened = NetworkNamespace.Open(path);
            if (opened.Identity != host)
            {
                return new SandboxFile(SandboxPresence.Present, opened);
            }

            opened.Dispose();
            return new SandboxFile(SandboxPresence.Host, null);
        }
        catch (NetworkNamespaceException absent) when (absent.Errno is Errno.ENOENT or Errno.ESRCH or Errno.ENOTDIR)
        {
            return new SandboxFile(SandboxPresence.Missing, null);
        }
        catch (NetworkNamespaceException other) when (other.Errno is Errno.None)
        {
            return new SandboxFile(SandboxPresence.NoNamespace, null);
        }
        catch (IOException refusal)
        {
            throw KernelErrors.Translate($"open namespace {path}", refusal);
        }
    }

    public void Dispose() => Namespace?.Dispose();
}
