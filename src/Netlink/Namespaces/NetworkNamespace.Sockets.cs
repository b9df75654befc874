using System.Collections.Immutable;
using System.Net.Sockets;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <content>Sockets that are opened inside and used from outside: a socket belongs for ever to the namespace it was opened in, whichever thread uses it.</content>
public sealed partial class NetworkNamespace
{
    /// <summary>Opens a socket inside, to be used from outside like any other, asynchronously too. Connections that it accepts are inside as well.</summary>
    /// <param name="family">IPv4, IPv6, Packet or Unix.</param>
    /// <param name="type">The type, as in socket(2).</param>
    /// <param name="protocol">The protocol, as in socket(2).</param>
    /// <returns>The socket, unbound, to be disposed by the caller. It keeps the namespace alive.</returns>
    /// <exception cref="ArgumentException">The family is another.</exception>
    /// <exception cref="SocketException">The kernel refused, for example a raw socket without CAP_NET_RAW.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace cannot be entered.</exception>
    public Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol) => OpenSockets(new NamespaceSocket(family, type, protocol))[0];

    /// <summary>Opens several sockets inside in one visit: all of them, or none.</summary>
    /// <param name="sockets">What to open.</param>
    /// <returns>The sockets in the same order, unbound, to be disposed by the caller.</returns>
    /// <exception cref="SocketException">The kernel refused one, or there is no link of the name given.</exception>
    /// <inheritdoc cref="OpenSocket" path="/exception"/>
    public ImmutableArray<Socket> OpenSockets(params ReadOnlySpan<NamespaceSocket> sockets)
    {
        var work = new OpenSocketsWork(sockets);
        try
        {
            Visit(work);
            if (work.Error is not Errno.None)
            {
                throw new SocketException((int)SocketErrors.Of(work.Error), $"open socket in network namespace {Path ?? Identity.ToString()}: {ErrnoText.Describe(work.Error)}");
            }

            return work.TakeSockets(sockets);
        }
        finally
        {
            work.CloseRest();
        }
    }

    /// <summary>Opens several sockets inside and binds them, in one visit: all of them, or none.</summary>
    /// <param name="sockets">What to open.</param>
    /// <returns>The sockets in the same order, to be disposed by the caller.</returns>
    /// <exception cref="SocketBindException">The kernel refused one: <see cref="Errno.EADDRINUSE"/>, <see cref="Errno.EADDRNOTAVAIL"/>, <see cref="Errno.EACCES"/> …</exception>
    /// <exception cref="NetworkNamespaceException">The namespace cannot be entered.</exception>
    /// <exception cref="ObjectDisposedException">The namespace, or a filter, has been disposed.</exception>
    public ImmutableArray<BoundSocket> BindSockets(params ReadOnlySpan<SocketBinding> sockets) => Bind(this, sockets);

    /// <summary>The same in the namespace of the calling thread, which then needs not be asked for.</summary>
    /// <inheritdoc cref="BindSockets" path="/param"/>
    /// <inheritdoc cref="BindSockets" path="/returns"/>
    /// <exception cref="SocketBindException">The kernel refused one.</exception>
    /// <exception cref="ObjectDisposedException">A filter has been disposed.</exception>
    public static ImmutableArray<BoundSocket> BindSocketsHere(params ReadOnlySpan<SocketBinding> sockets) => Bind(null, sockets);

    private static ImmutableArray<BoundSocket> Bind(NetworkNamespace? inside, ReadOnlySpan<SocketBinding> sockets)
    {
        var held = 0;
        try
        {
            for (; held < sockets.Length; held++)
            {
                sockets[held].Filter?.Hold();
            }

            return Bind(inside, new BindSocketsWork(sockets), sockets);
        }
        finally
        {
            foreach (var socket in sockets[..held])
            {
                socket.Filter?.Release();
            }
        }
    }

    private static ImmutableArray<BoundSocket> Bind(NetworkNamespace? inside, BindSocketsWork work, ReadOnlySpan<SocketBinding> sockets)
    {
        try
        {
            if (inside is null)
            {
                work.Execute();
            }
            else
            {
                inside.Visit(work);
            }

            return work.Error is Errno.None ? work.TakeSockets() : throw new SocketBindException(work.Bound, sockets[work.Bound], work.Error);
        }
        finally
        {
            work.CloseRest();
        }
    }
}
