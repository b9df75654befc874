using System.Net.Sockets;

namespace NetController.Netctl.Daemon;

/// <summary>Connects to a daemon's socket, which takes no time: the kernel either has a listener there or not.</summary>
internal static class DaemonSocket
{
    /// <summary>Connects.</summary>
    /// <exception cref="ResourceUnavailableException">Nobody listens there.</exception>
    /// <exception cref="OperationForbiddenException">This user may not connect.</exception>
    public static Socket Connect(DaemonAddress address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(address.Path));
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Explain(address, refusal);
        }
    }

    /// <summary>Connects where somebody listens; null where nobody does.</summary>
    /// <exception cref="OperationForbiddenException">Somebody does, but this user may not connect.</exception>
    public static Socket? TryConnect(DaemonAddress address)
    {
        if (!File.Exists(address.Path))
        {
            return null;
        }

        try
        {
            return Connect(address);
        }
        catch (Exception nobody) when (nobody is ResourceUnavailableException or ArgumentException)
        {
            // A daemon that was killed leaves its socket behind, and a path too long for a socket has none.
            return null;
        }
    }

    private static NetControllerException Explain(DaemonAddress address, SocketException refusal) => refusal.SocketErrorCode switch
    {
        SocketError.AccessDenied => new OperationForbiddenException(
            $"the daemon at {address} may not be talked to by this user", "run it as root, or as a member of the socket's group", refusal),
        SocketError.ConnectionRefused => new ResourceUnavailableException(
            $"no daemon listens at {address}: its socket is left from one that has ended", "start the daemon, or leave --host out to open the state itself", refusal),
        // .NET's word for a path that is not there (ENOENT) is of addresses.
        SocketError.AddressNotAvailable => new ResourceUnavailableException(
            $"no daemon listens at {address}: there is no such socket", "start the daemon, or leave --host out to open the state itself", refusal),
        _ => new ResourceUnavailableException(
            $"no daemon listens at {address}: {refusal.Message}", "start the daemon, or leave --host out to open the state itself", refusal),
    };
}
