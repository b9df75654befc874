using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using NetController.Netlink.Sockets;
using NetController.Netlink.Wire;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>A real netlink socket. The handle is counted during each call, so disposing on another thread never frees a descriptor in use.</summary>
internal sealed unsafe class KernelTransport : INetlinkTransport
{
    private readonly SafeHandle _handle;

    private KernelTransport(SafeHandle handle) => _handle = handle;

    public uint PortId { get; private set; }

    internal static KernelTransport Open(NetlinkProtocol protocol, NetworkNamespace? inNamespace, NetlinkSocketOptions options)
    {
        var operation = new NetlinkOperation("open netlink socket", protocol);
        var descriptor = OpenSocket(protocol, inNamespace, operation);
        return new KernelTransport(new SafeFileHandle(descriptor, ownsHandle: true)).Set(options, operation);
    }

    /// <summary>Opens a socket that multicast groups are joined with, and which can be waited for without a thread.</summary>
    internal static KernelTransport Open(NetlinkProtocol protocol, NetworkNamespace? inNamespace, NetlinkSocketOptions options, out Socket socket)
    {
        var operation = new NetlinkOperation("subscribe to netlink events", protocol);
        var handle = new SafeSocketHandle(OpenSocket(protocol, inNamespace, operation), ownsHandle: true);
        var transport = new KernelTransport(handle).Set(options, operation);
        socket = new Socket(handle);
        return transport;
    }

    /// <summary>Joins a multicast group, from which on the kernel queues its messages.</summary>
    internal void Join(int group) => SetOption(SOL_NETLINK, (int)NETLINK.ADD_MEMBERSHIP, group, new("subscribe to netlink group", group));

    public Errno Send(ReadOnlySpan<byte> datagram)
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            fixed (byte* bytes = datagram)
            {
                return (long)send(Descriptor, bytes, datagram.Length, 0) < 0 ? Libc.LastError : Errno.None;
            }
        }
        finally
        {
            Release(held);
        }
    }

    public ReceiveResult Receive(Span<byte> buffer, bool wait)
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            fixed (byte* bytes = buffer)
            {
                var sender = default(sockaddr_nl);
                var vector = new iovec { iov_base = bytes, iov_len = buffer.Length };
                var message = new msghdr { msg_name = &sender, msg_namelen = sizeof(sockaddr_nl), msg_iov = &vector, msg_iovlen = 1 };
                var length = (long)recvmsg(Descriptor, &message, wait ? 0 : MSG_DONTWAIT);
                return length < 0
                    ? new ReceiveResult(Libc.LastError)
                    : new ReceiveResult(Errno.None, (int)length, sender.nl_pid, (message.msg_flags & MSG_TRUNC) != 0);
            }
        }
        finally
        {
            Release(held);
        }
    }

    public Errno FindLinkIndex(string name, out int index)
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            return InterfaceRequest.FindIndex(Descriptor, name, out index);
        }
        finally
        {
            Release(held);
        }
    }

    public Errno FindLink(int index)
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            return InterfaceRequest.Find(Descriptor, index);
        }
        finally
        {
            Release(held);
        }
    }

    public void GrowSendBuffer(int length)
    {
        // The kernel doubles the number, which also pays for its bookkeeping.
        if (!TrySetOption(SOL_SOCKET, SO_SNDBUFFORCE, length))
        {
            _ = TrySetOption(SOL_SOCKET, SO_SNDBUF, length);
        }
    }

    public void Dispose() => _handle.Dispose();

    private int Descriptor => (int)_handle.DangerousGetHandle();

    private void Release(bool held)
    {
        if (held)
        {
            _handle.DangerousRelease();
        }
    }

    private static int OpenSocket(NetlinkProtocol protocol, NetworkNamespace? inNamespace, NetlinkOperation operation)
    {
        var work = new OpenSocketWork((int)protocol);
        if (inNamespace is null)
        {
            work.Execute();
        }
        else
        {
            inNamespace.Visit(work);
        }

        return work.Error is Errno.None ? work.Descriptor : throw new NetlinkException(work.Error, operation);
    }

    private KernelTransport Set(NetlinkSocketOptions options, NetlinkOperation operation)
    {
        try
        {
            Configure(options, operation);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Configure(NetlinkSocketOptions options, NetlinkOperation operation)
    {
        SetOption(SOL_NETLINK, (int)NETLINK.EXT_ACK, 1, operation);
        SetOption(SOL_NETLINK, (int)NETLINK.CAP_ACK, 1, operation);
        SetOption(SOL_NETLINK, (int)NETLINK.GET_STRICT_CHK, 1, operation);
        if (options.KernelReceiveBuffer is { } size && !TrySetOption(SOL_SOCKET, SO_RCVBUFFORCE, size))
        {
            SetOption(SOL_SOCKET, SO_RCVBUF, size, operation);
        }

        SetTimeout(options.ReceiveTimeout, operation);
        Bind(operation);
    }

    private void Bind(NetlinkOperation operation)
    {
        var address = new sockaddr_nl { nl_family = (ushort)AF_NETLINK };
        socklen_t length = sizeof(sockaddr_nl);
        if (bind(Descriptor, (sockaddr*)&address, length) != 0 || getsockname(Descriptor, (sockaddr*)&address, &length) != 0)
        {
            throw new NetlinkException(Libc.LastError, operation);
        }

        PortId = address.nl_pid;
    }

    private void SetTimeout(TimeSpan timeout, NetlinkOperation operation)
    {
        // struct timeval: two machine words.
        var value = stackalloc nint[2] { (nint)timeout.TotalSeconds, timeout.Microseconds + (timeout.Milliseconds * 1000) };
        if (setsockopt(Descriptor, SOL_SOCKET, SO_RCVTIMEO, value, 2 * sizeof(nint)) != 0)
        {
            throw new NetlinkException(Libc.LastError, operation);
        }
    }

    private void SetOption(int level, int option, int value, NetlinkOperation operation)
    {
        if (!TrySetOption(level, option, value))
        {
            throw new NetlinkException(Libc.LastError, operation);
        }
    }

    private bool TrySetOption(int level, int option, int value) => setsockopt(Descriptor, level, option, &value, sizeof(int)) == 0;
}
