using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>The kernel refused one of several sockets; thrown by <see cref="NetworkNamespace.BindSockets"/>. The message names its address, port and what to do.</summary>
public sealed class SocketBindException : SocketException
{
    internal SocketBindException(int position, SocketBinding socket, Errno errno)
        : base((int)SocketErrors.Of(errno), $"bind to {socket.Address} port {socket.Port}: {ErrnoText.Describe(errno)}{Remedy(errno)}")
    {
        Position = position;
        Socket = socket;
        Errno = errno;
    }

    /// <summary>Its position among those that were asked for, from 0.</summary>
    public int Position { get; }

    /// <summary>What was asked for.</summary>
    public SocketBinding Socket { get; }

    /// <summary>The kernel's error number.</summary>
    public Errno Errno { get; }

    private static string Remedy(Errno errno) => errno switch
    {
        Errno.EADDRINUSE => "; choose another port, or end the program that has it",
        Errno.EADDRNOTAVAIL => "; no interface of the namespace has the address",
        Errno.EACCES => "; ports below net.ipv4.ip_unprivileged_port_start take CAP_NET_BIND_SERVICE",
        Errno.EMFILE or Errno.ENFILE => "; raise the limit of open files",
        _ => "",
    };
}
