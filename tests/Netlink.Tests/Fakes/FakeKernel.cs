using System.Buffers.Binary;
using NetController.Netlink.Sockets;

namespace NetController.Netlink.Tests;

/// <summary>Stands where the kernel does: takes datagrams and hands out those a test has prepared.</summary>
internal sealed class FakeKernel : INetlinkTransport
{
    internal const uint Port = 77;

    private readonly Queue<(ReceiveResult Result, byte[] Bytes)> _answers = new();

    public uint PortId => Port;

    internal List<byte[]> Sent { get; } = [];

    internal int SendBuffer { get; private set; }

    internal Queue<Errno> SendErrors { get; } = new();

    internal Dictionary<string, int> Links { get; } = [];

    internal Errno LookUpError { get; set; }

    public Errno FindLinkIndex(string name, out int index)
    {
        var found = Links.TryGetValue(name, out index);
        return LookUpError is not Errno.None ? LookUpError : found ? Errno.None : Errno.ENODEV;
    }

    public Errno FindLink(int index) => LookUpError is not Errno.None ? LookUpError : Links.ContainsValue(index) ? Errno.None : Errno.ENODEV;

    public Errno Send(ReadOnlySpan<byte> datagram)
    {
        if (SendErrors.TryDequeue(out var error))
        {
            return error;
        }

        Sent.Add(datagram.ToArray());
        return Errno.None;
    }

    public ReceiveResult Receive(Span<byte> buffer, bool wait)
    {
        if (!_answers.TryDequeue(out var answer))
        {
            // A real socket would wait until its timeout.
            return new ReceiveResult(Errno.EAGAIN);
        }

        answer.Bytes.CopyTo(buffer);
        return answer.Result;
    }

    public void GrowSendBuffer(int length) => SendBuffer = length;

    public void Dispose()
    {
    }

    internal FakeKernel Answer(params byte[][] messages) => AnswerFrom(0, false, messages);

    internal FakeKernel AnswerFrom(uint sender, bool truncated, params byte[][] messages)
    {
        byte[] bytes = [.. messages.SelectMany(static m => m)];
        _answers.Enqueue((new ReceiveResult(Errno.None, bytes.Length, sender, truncated), bytes));
        return this;
    }

    internal FakeKernel Fail(Errno error)
    {
        _answers.Enqueue((new ReceiveResult(error), []));
        return this;
    }

    internal NetlinkSocket Socket(int dumpAttempts = 3) => new(this, new NetlinkSocketOptions { DumpAttempts = dumpAttempts });

    internal static byte[] Message(ushort type, ushort flags, uint sequence, ReadOnlySpan<byte> payload, uint port = Port)
    {
        var message = new byte[(16 + payload.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)(16 + payload.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), port);
        payload.CopyTo(message.AsSpan(16));
        return message;
    }

    /// <summary>An acknowledgement, or an error with extended attributes.</summary>
    internal static byte[] Acknowledgement(uint sequence, int error = 0, params byte[][] attributes)
    {
        byte[] payload = [.. BitConverter.GetBytes(error), .. Message(16, 5, sequence, [], 0), .. attributes.SelectMany(static a => a)];
        return Message(2, (ushort)(0x100 | (attributes.Length > 0 ? 0x200 : 0)), sequence, payload);
    }

    internal static byte[] Done(uint sequence, int error = 0, ushort flags = 2) => Message(3, flags, sequence, BitConverter.GetBytes(error));

    /// <summary>A link message with a name and nothing else.</summary>
    internal static byte[] Link(uint sequence, int index, string name, ushort flags = 2) =>
        Message(16, flags, sequence, [0, 0, 1, 0, .. BitConverter.GetBytes(index), 0, 0, 0, 0, 0, 0, 0, 0, .. Attribute(3, [.. System.Text.Encoding.UTF8.GetBytes(name), 0])]);

    internal static byte[] Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        var attribute = new byte[(4 + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(attribute, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(attribute.AsSpan(2), type);
        value.CopyTo(attribute.AsSpan(4));
        return attribute;
    }
}
