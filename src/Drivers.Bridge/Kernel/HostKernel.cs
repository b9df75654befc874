using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>The host's links, addresses and settings. Every failure is a <see cref="NetControllerException"/> with the kernel's own error inside.</summary>
/// <remarks>Safe to use from several threads: a lock serves one after another. Opened at the first use, and again after a broken connection.</remarks>
/// <param name="namespacePath">The namespace file of the host network; null for the process's own.</param>
/// <param name="options">How its connections behave; null for the defaults.</param>
internal sealed partial class HostKernel(string? namespacePath, NetlinkSocketOptions? options = null) : IDisposable
{
    private readonly Lock _lock = new();
    private NetworkNamespace? _namespace;
    private RouteConnection? _route;
    private bool _disposed;

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Close();
        }
    }

    private T Ask<T>(string what, Func<RouteConnection, T> request) => Ask(what, static what => what, request);

    /// <summary>The command that a change is told by takes longer to write than the kernel takes for many a change: it is written for a refusal alone.</summary>
    private T Ask<T>(KernelChange change, Func<RouteConnection, T> request) => Ask(change, static change => change.Command, request);

    private T Ask<T, TWhat>(TWhat what, Func<TWhat, string> tell, Func<RouteConnection, T> request)
    {
        lock (_lock)
        {
            try
            {
                return request(_route ??= RouteConnection.Open(Namespace(), options));
            }
            catch (IOException refusal)
            {
                if (refusal is NetlinkProtocolException)
                {
                    Close();
                }

                throw KernelErrors.Translate(tell(what), refusal);
            }
        }
    }

    private void Tell(string what, Action<RouteConnection> request) => Ask(what, route =>
    {
        request(route);
        return true;
    });

    private void Tell(KernelChange change, Action<RouteConnection> request) => Ask(change, route =>
    {
        request(route);
        return true;
    });

    private T Visit<T>(string what, Func<NetworkNamespace, T> request)
    {
        lock (_lock)
        {
            try
            {
                return request(Namespace());
            }
            catch (IOException refusal)
            {
                throw KernelErrors.Translate(what, refusal);
            }
        }
    }

    private NetworkNamespace Namespace()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _namespace ??= namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
    }

    private void Close()
    {
        _route?.Dispose();
        _namespace?.Dispose();
        (_route, _namespace) = (null, null);
    }
}
