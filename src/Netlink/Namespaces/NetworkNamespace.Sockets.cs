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
                throw new SocketException((int)CodeOf(work.Error), $"open socket in network namespace {Path ?? Identity.ToString()}: {ErrnoText.Describe(work.Error)}");
            }

            return work.TakeSockets(sockets);
        }
        finally
        {
            work.CloseRest();
        }
    }

    /// <summary>What the runtime calls the errors of socket(2).</summary>
    private static SocketError CodeOf(Errno error) => error switch
    {
        Errno.EACCES or Errno.EPERM => SocketError.AccessDenied,
        Errno.EAFNOSUPPORT => SocketError.AddressFamilyNotSupported,
        Errno.EPROTONOSUPPORT => SocketError.ProtocolNotSupported,
        Errno.ESOCKTNOSUPPORT => SocketError.SocketNotSupported,
        Errno.EINVAL => SocketError.InvalidArgument,
        Errno.EMFILE or Errno.ENFILE => SocketError.TooManyOpenSockets,
        Errno.ENOBUFS or Errno.ENOMEM => SocketError.NoBufferSpaceAvailable,
        _ => SocketError.SocketError,
    };
}
