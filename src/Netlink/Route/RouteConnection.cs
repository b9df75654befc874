using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Links, addresses and routes of one network namespace (rtnetlink(7)): what <c>ip</c> does, without starting it.
/// </summary>
/// <remarks>
/// Synchronous, with one owner, not thread-safe; simultaneous use is detected, see <see cref="NetlinkSocket"/>. It stays in the namespace it was opened in, so one
/// connection per namespace can be used from any thread. Every request may throw <see cref="NetlinkException"/> (the kernel refused),
/// <see cref="NetlinkProtocolException"/> (the answer makes no sense), <see cref="InvalidOperationException"/> (in use) and <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class RouteConnection : IDisposable
{
    private readonly NetlinkSocket _socket;

    internal RouteConnection(NetlinkSocket socket) => _socket = socket;

    /// <summary>Opens a connection.</summary>
    /// <param name="inNamespace">The namespace to look after, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The connection, to be disposed by the caller.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static RouteConnection Open(NetworkNamespace? inNamespace = null, NetlinkSocketOptions? options = null) => new(NetlinkSocket.Open(NetlinkProtocol.Route, inNamespace, options));

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _socket.Dispose();

    private MessageBuilder Begin(RTM type, MessageFlags flags, NetlinkOperation operation) => _socket.Begin((ushort)type, flags, operation);
}
