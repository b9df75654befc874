using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Writes one datagram of one or more requests. A socket owns exactly one builder and lends it by <see cref="NetlinkSocket.Begin"/>;
/// disposing it hands it back, so it is always used as <c>using var request = socket.Begin(…)</c>.
/// </summary>
/// <remarks>
/// The buffer grows as needed and is kept between requests, so encoding allocates nothing. Scopes (<see cref="Nest"/>) patch their length by offset.
/// Not thread-safe.
/// </remarks>
public sealed partial class MessageBuilder : IDisposable
{
    private readonly List<RequestMark> _requests = [];
    private readonly List<AttributeMark> _attributes = [];
    private readonly List<SafeHandle> _held = [];
    private readonly NetlinkSocket? _owner;
    private byte[] _buffer = new byte[1024];
    private int _length;

    internal MessageBuilder(NetlinkSocket? owner) => _owner = owner;

    /// <summary>The number of requests in the datagram.</summary>
    public int Count => _requests.Count;

    /// <summary>The bytes of the datagram so far.</summary>
    public int Length => _length;

    internal uint FirstSequence { get; private set; }

    internal uint LastSequence => FirstSequence + (uint)_requests.Count - 1;

    internal ReadOnlySpan<byte> Datagram => _buffer.AsSpan(0, _length);

    /// <summary>Ends the request at hand and begins another in the same datagram. The kernel treats them in order and goes on after one that fails.</summary>
    /// <param name="type">The message type.</param>
    /// <param name="flags">Flags beyond those the socket sets itself.</param>
    /// <param name="operation">What an error of this request is reported as.</param>
    public void Next(ushort type, MessageFlags flags, NetlinkOperation operation)
    {
        Seal();
        _requests.Add(new RequestMark(_length, operation));
        var header = new nlmsghdr { nlmsg_type = type, nlmsg_flags = (ushort)(flags | MessageFlags.Request) };
        WriteHeader(in header);
    }

    /// <summary>Appends a fixed structure as the kernel defines it, padded to four bytes.</summary>
    /// <typeparam name="T">The structure, laid out as in C.</typeparam>
    /// <param name="value">Its value.</param>
    public void WriteHeader<T>(in T value)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        MemoryMarshal.Write(Claim(size), in value);
    }

    /// <summary>Appends attributes that are encoded already, for example as they were received.</summary>
    /// <param name="attributes">Whole attributes.</param>
    public void WriteRaw(ReadOnlySpan<byte> attributes) => attributes.CopyTo(Claim(attributes.Length));

    /// <summary>Opens an attribute that holds attributes; disposing the scope closes it and writes its length.</summary>
    /// <typeparam name="TAttribute">The attribute enumeration of the enclosing level.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The scope, to be disposed exactly once, innermost first.</returns>
    public NestedScope Nest<TAttribute>(TAttribute attribute)
        where TAttribute : unmanaged, Enum
    {
        var start = _length;
        OpenAttribute(attribute, 0, nlattr.NLA_F_NESTED);
        return new NestedScope(this, start);
    }

    /// <summary>Opens one hop of a multipath route, which is a structure of its own with its length in front.</summary>
    internal NestedScope NestHop(in rtnexthop hop)
    {
        // Its length field stands where an attribute's does, so closing patches the same two bytes.
        var start = _length;
        WriteHeader(in hop);
        return new NestedScope(this, start);
    }

    /// <summary>Returns the builder to its socket, which can then begin another request.</summary>
    public void Dispose()
    {
        foreach (var handle in _held)
        {
            handle.DangerousRelease();
        }

        _held.Clear();
        _owner?.Release();
    }

    /// <summary>Empties the builder for the next datagram.</summary>
    internal void Reset()
    {
        _requests.Clear();
        _attributes.Clear();
        _length = 0;
    }

    /// <summary>Numbers the requests and marks the last, or the one <paramref name="fromEnd"/> before it, with <paramref name="last"/>.</summary>
    internal void Finish(uint firstSequence, MessageFlags last, int fromEnd = 0)
    {
        if (_requests.Count == 0)
        {
            throw new InvalidOperationException("The datagram holds no request: begin one first.");
        }

        Seal();
        FirstSequence = firstSequence;
        for (var i = 0; i < _requests.Count; i++)
        {
            ref var header = ref MemoryMarshal.AsRef<nlmsghdr>(_buffer.AsSpan(_requests[i].Start));
            header.nlmsg_seq = firstSequence + (uint)i;
            header.nlmsg_flags |= (ushort)(i == _requests.Count - 1 - fromEnd ? last : MessageFlags.None);
        }
    }

    /// <summary>Keeps a file descriptor named in the request open until the kernel has answered.</summary>
    internal int Hold(SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        _held.Add(handle);
        return (int)handle.DangerousGetHandle();
    }

    /// <summary>What the request with this sequence number is called in errors.</summary>
    internal NetlinkOperation OperationOf(uint sequence) => _requests[(int)(sequence - FirstSequence)].Operation;

    /// <summary>What the part of this request that stands at an offset of its message is called in errors; the whole request where the offset is 0.</summary>
    internal NetlinkOperation OperationAt(uint sequence, int offset)
    {
        var index = (int)(sequence - FirstSequence);
        var end = index + 1 < _requests.Count ? _requests[index + 1].Start : _length;
        return _requests[index].Operation.At(_buffer.AsSpan(_requests[index].Start..end), offset);
    }

    /// <summary>The attribute of a request that stands at an offset from the start of its message, by the kernel's name.</summary>
    internal string? AttributeAt(uint sequence, int offset)
    {
        var start = _requests[(int)(sequence - FirstSequence)].Start + offset;
        foreach (var mark in _attributes)
        {
            if (mark.Offset == start)
            {
                return AttributeName.Of(mark.Enumeration, mark.Type);
            }
        }

        return null;
    }

    internal void CloseNested(int start) => PatchAttributeLength(start);

    private void Seal()
    {
        if (_requests.Count > 0)
        {
            var start = _requests[^1].Start;
            MemoryMarshal.AsRef<nlmsghdr>(_buffer.AsSpan(start)).nlmsg_len = (uint)(_length - start);
        }
    }

    /// <summary>Reserves zeroed, aligned space at the end and returns the unpadded part of it.</summary>
    private Span<byte> Claim(int size)
    {
        var end = _length + Alignment.Up(size);
        if (end > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(end, _buffer.Length * 2));
        }

        var space = _buffer.AsSpan(_length, end - _length);
        space.Clear();
        _length = end;
        return space[..size];
    }

    private Span<byte> OpenAttribute<TAttribute>(TAttribute attribute, int size, ushort flags = 0)
        where TAttribute : unmanaged, Enum
    {
        var type = Unsafe.BitCast<TAttribute, ushort>(attribute);
        var length = checked((ushort)(size + Unsafe.SizeOf<nlattr>()));
        _attributes.Add(new AttributeMark(_length, typeof(TAttribute), type));
        var space = Claim(length);
        MemoryMarshal.Write(space, new nlattr { nla_len = length, nla_type = (ushort)(type | flags) });
        return space[Unsafe.SizeOf<nlattr>()..];
    }

    private void PatchAttributeLength(int start) =>
        MemoryMarshal.AsRef<nlattr>(_buffer.AsSpan(start)).nla_len = checked((ushort)(_length - start));

    private readonly record struct RequestMark(int Start, NetlinkOperation Operation);

    private readonly record struct AttributeMark(int Offset, Type Enumeration, ushort Type);
}
