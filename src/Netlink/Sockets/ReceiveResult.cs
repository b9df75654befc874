namespace NetController.Netlink.Sockets;

/// <summary>One datagram as the system call reported it.</summary>
/// <param name="Error">The error, or <see cref="Errno.None"/>.</param>
/// <param name="Length">The bytes put into the buffer.</param>
/// <param name="SenderPortId">Who sent it; 0 is the kernel.</param>
/// <param name="Truncated">The datagram was longer than the buffer.</param>
internal readonly record struct ReceiveResult(Errno Error, int Length = 0, uint SenderPortId = 0, bool Truncated = false);
