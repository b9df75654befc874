using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>
/// The flows that the kernel tracks in one network namespace (conntrack): what <c>conntrack</c>(8) does, without starting it.
/// </summary>
/// <remarks>
/// <para>
/// The kernel tracks packets of a namespace only while some rule there needs it, for example one with <c>ct state</c> or one that translates addresses. Otherwise the table
/// is empty, which is no error.
/// </para>
/// <para>
/// Synchronous, with one owner, not thread-safe; simultaneous use is detected, see <see cref="NetlinkSocket"/>. Takes CAP_NET_ADMIN in the namespace. Every request may throw
/// <see cref="NetlinkException"/> (the kernel refused), <see cref="NetlinkProtocolException"/> (the answer makes no sense), <see cref="InvalidOperationException"/> (in use) and
/// <see cref="ObjectDisposedException"/>.
/// </para>
/// </remarks>
public sealed partial class ConntrackConnection : IDisposable
{
    private readonly NetlinkSocket _socket;

    internal ConntrackConnection(NetlinkSocket socket) => _socket = socket;

    /// <summary>Opens a connection and makes sure that the kernel has what it needs.</summary>
    /// <param name="inNamespace">The namespace to look after, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The connection, to be disposed by the caller.</returns>
    /// <exception cref="ConntrackUnavailableException">The kernel has no connection tracking, or not for programs; the message says what to load.</exception>
    /// <exception cref="NetlinkException">The kernel refused: <see cref="Errno.EPERM"/> without CAP_NET_ADMIN.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static ConntrackConnection Open(NetworkNamespace? inNamespace = null, NetlinkSocketOptions? options = null)
    {
        try
        {
            return Open(NetlinkSocket.Open(NetlinkProtocol.Netfilter, inNamespace, options));
        }
        catch (NetlinkException e) when (e.Errno is Errno.EPROTONOSUPPORT)
        {
            // The kernel was built without netfilter, or its module nfnetlink is missing.
            throw new ConntrackUnavailableException(e);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _socket.Dispose();

    internal static ConntrackConnection Open(NetlinkSocket socket)
    {
        var connection = new ConntrackConnection(socket);
        try
        {
            _ = connection.GetUsage();
            return connection;
        }
        catch (NetlinkException e) when (e.Errno is Errno.EINVAL or Errno.EOPNOTSUPP)
        {
            // What netfilter says about a subsystem that is not there.
            connection.Dispose();
            throw new ConntrackUnavailableException(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private MessageBuilder Begin(IPCTNL_MSG_CT message, NetlinkOperation operation) =>
        _socket.Begin(NetfilterMessage.Type(NFNL_SUBSYS.CTNETLINK, (byte)message), MessageFlags.None, operation);
}
