using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Diagnostics;

/// <summary>Prints a datagram line by line. It follows only lengths that it has checked, and prints as bytes what does not hold together.</summary>
internal readonly ref struct TraceText(StringBuilder text, NetlinkProtocol protocol, ReadOnlySpan<byte> datagram)
{
    private const int BytesOfALine = 16;
    private const int Deepest = 12;
    private const int Capped = 0x100;
    private const int HasAttributes = 0x200;

    private readonly ReadOnlySpan<byte> _datagram = datagram;

    private static int HeaderSize => Unsafe.SizeOf<nlmsghdr>();

    internal void Write()
    {
        var start = 0;
        while (_datagram.Length - start >= HeaderSize)
        {
            var header = MemoryMarshal.Read<nlmsghdr>(_datagram[start..]);
            if (header.nlmsg_len < HeaderSize || header.nlmsg_len > _datagram.Length - start)
            {
                break;
            }

            var end = start + (int)header.nlmsg_len;
            WriteMessage(start, end, header);
            var next = Math.Min(Alignment.Up(end - start) + start, _datagram.Length);
            WriteBytes(end, next, 0, "padding");
            start = next;
        }

        WriteBytes(start, _datagram.Length, 0, "not a message");
    }

    private void WriteMessage(int start, int end, nlmsghdr header)
    {
        var message = WriteHeader(start, header, 0);
        var body = start + HeaderSize;
        switch ((NLMSG)header.nlmsg_type)
        {
            case NLMSG.ERROR:
                WriteError(body, end, header.nlmsg_flags);
                break;
            case NLMSG.DONE when end - body >= sizeof(int):
                WriteErrorNumber(body);
                WriteAttributes(body + sizeof(int), end, message.Attributes, 1);
                break;
            case < NLMSG.MIN_TYPE:
                WriteBytes(body, end, 1, "");
                break;
            default:
                WriteBody(body, end, message);
                break;
        }
    }

    private void WriteBody(int start, int end, TraceMessage message)
    {
        if (message.Structure is { } structure && end - start >= structure.Size)
        {
            WriteAttributes(WriteStructure(start, end, structure, 1), end, message.Attributes, 1);
        }
        else
        {
            WriteBytes(start, end, 1, message.Structure is null ? "" : $"too short for {message.Structure.Name}");
        }
    }

    private TraceMessage WriteHeader(int start, nlmsghdr header, int depth)
    {
        var message = TraceMessage.Of(protocol, header.nlmsg_type);
        WriteBytes(start, start + 4, depth, string.Create(CultureInfo.InvariantCulture, $"nlmsghdr: length {header.nlmsg_len}"));
        WriteBytes(start + 4, start + 8, depth, $"{message.Name}, {TraceFlags.Describe(header.nlmsg_flags, message.Name)}");
        WriteBytes(start + 8, start + 12, depth, string.Create(CultureInfo.InvariantCulture, $"sequence {header.nlmsg_seq}"));
        WriteBytes(start + 12, start + 16, depth, string.Create(CultureInfo.InvariantCulture, $"port {header.nlmsg_pid}"));
        return message;
    }

    /// <summary>An error number, the request it is about, and what the kernel has to say.</summary>
    private void WriteError(int start, int end, ushort flags)
    {
        if (end - start < sizeof(int) + HeaderSize)
        {
            WriteBytes(start, end, 1, "too short for an error");
            return;
        }

        WriteErrorNumber(start);
        var quoted = MemoryMarshal.Read<nlmsghdr>(_datagram[(start + sizeof(int))..]);
        WriteHeader(start + sizeof(int), quoted, 1);
        var rest = start + sizeof(int) + HeaderSize;
        if ((flags & Capped) == 0 && quoted.nlmsg_len > HeaderSize)
        {
            var quotedEnd = (int)Math.Min((uint)end, (long)rest + Alignment.Up((int)Math.Min(quoted.nlmsg_len, int.MaxValue - 4)) - HeaderSize);
            WriteBytes(rest, quotedEnd, 1, "the request");
            rest = quotedEnd;
        }

        if ((flags & HasAttributes) != 0)
        {
            WriteAttributes(rest, end, new TraceLevel(typeof(NLMSGERR_ATTR)), 1);
        }
        else
        {
            WriteBytes(rest, end, 1, "");
        }
    }

    private void WriteErrorNumber(int start)
    {
        var error = MemoryMarshal.Read<int>(_datagram[start..]);
        WriteBytes(start, start + sizeof(int), 1, error is 0 ? "error 0" : error is < 0 and > -4096 ? $"error {error} {(Errno)(-error)}" : $"error {error}");
    }

    private int WriteStructure(int start, int end, TraceStructure? structure, int depth)
    {
        if (structure is null || end - start < structure.Size)
        {
            return start;
        }

        // Four bytes a line, each with the fields that begin in them.
        var comment = new StringBuilder(structure.Name).Append(':');
        var (line, at) = (start, start);
        foreach (var field in structure.Fields)
        {
            if (field.Name.Length > 0)
            {
                comment.Append(CultureInfo.InvariantCulture, $" {field.Name} {Number(_datagram.Slice(at, field.Size), field.IsBigEndian)}");
            }

            at += field.Size;
            if (at - line >= 4)
            {
                WriteBytes(line, at, depth, comment.ToString());
                comment.Clear().Append(structure.Name).Append(':');
                line = at;
            }
        }

        return at;
    }

    private void WriteAttributes(int start, int end, TraceLevel level, int depth)
    {
        if (!HoldsTogether(start, end) || depth > Deepest)
        {
            WriteBytes(start, end, depth, "not attributes");
            return;
        }

        string? kind = null;
        while (end - start >= Unsafe.SizeOf<nlattr>())
        {
            var header = MemoryMarshal.Read<nlattr>(_datagram[start..]);
            var type = (ushort)(header.nla_type & nlattr.NLA_TYPE_MASK);
            var value = start + Unsafe.SizeOf<nlattr>();
            var valueEnd = start + header.nla_len;
            if (level.NamesKind(type))
            {
                kind = Text(_datagram[value..valueEnd]);
            }

            var below = level.Below(type, kind) ?? ((header.nla_type & nlattr.NLA_F_NESTED) != 0 ? TraceLevel.Unknown : null);
            WriteBytes(start, value, depth, string.Create(CultureInfo.InvariantCulture, $"{level.NameOf(type)}, {header.nla_len} bytes"));
            start = Math.Min(start + Alignment.Up(header.nla_len), end);
            WriteValue(value, valueEnd, start, below, Describe(level, type, _datagram[value..valueEnd]), depth + 1);
        }

        WriteBytes(start, end, depth, "padding");
    }

    private void WriteValue(int start, int end, int paddedEnd, TraceLevel? below, string comment, int depth)
    {
        if (below is null)
        {
            WriteBytes(start, paddedEnd, depth, comment);
            return;
        }

        if (below.IsHops)
        {
            WriteHops(start, end, below, depth);
        }
        else
        {
            WriteAttributes(WriteStructure(start, end, below.Structure, depth), end, below, depth);
        }

        WriteBytes(end, paddedEnd, depth, "padding");
    }

    private void WriteHops(int start, int end, TraceLevel level, int depth)
    {
        var size = level.Structure!.Size;
        while (end - start >= size)
        {
            var length = MemoryMarshal.Read<ushort>(_datagram[start..]);
            if (length < size || length > end - start)
            {
                break;
            }

            WriteAttributes(WriteStructure(start, start + length, level.Structure, depth), start + length, RouteLevels.Route, depth + 1);
            var next = Math.Min(start + Alignment.Up(length), end);
            WriteBytes(start + length, next, depth, "padding");
            start = next;
        }

        WriteBytes(start, end, depth, "not a hop");
    }

    /// <summary>Whether the lengths of a row of attributes lead from its start to its end.</summary>
    private bool HoldsTogether(int start, int end)
    {
        while (end - start >= Unsafe.SizeOf<nlattr>())
        {
            var length = MemoryMarshal.Read<nlattr>(_datagram[start..]).nla_len;
            if (length < Unsafe.SizeOf<nlattr>() || length > end - start)
            {
                return false;
            }

            start = Math.Min(start + Alignment.Up(length), end);
        }

        return true;
    }

    private void WriteBytes(int start, int end, int depth, string comment)
    {
        for (var line = start; line < end; line += BytesOfALine)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line:x4} ");
            foreach (var one in _datagram[line..Math.Min(line + BytesOfALine, end)])
            {
                text.Append(CultureInfo.InvariantCulture, $" {one:x2}");
            }

            if (line == start && comment.Length > 0)
            {
                text.Append("  # ").Append(' ', depth * 2).Append(comment);
            }

            text.Append('\n');
        }
    }

    /// <summary>A value as what it is known to be, as a text where it looks like one, or as a number where it has the size of one: netfilter's are in network byte order.</summary>
    private string Describe(TraceLevel level, ushort type, ReadOnlySpan<byte> value)
    {
        if (level.IsOpaque(type))
        {
            return "";
        }

        if (level.Addresses.Contains(type) && value.Length <= HardwareAddress.MaximumLength)
        {
            return value.Length is 4 or 16 ? new IPAddress(value).ToString() : new HardwareAddress(value).ToString();
        }

        return Text(value) is { Length: > 0 } words ? $"\"{words}\""
            : value.Length is 1 or 2 or 4 or 8 ? Number(value, protocol is NetlinkProtocol.Netfilter && !level.IsHostOrder).ToString(CultureInfo.InvariantCulture)
            : "";
    }

    private static string? Text(ReadOnlySpan<byte> value)
    {
        if (value.Length < 2 || value[^1] != 0)
        {
            return null;
        }

        foreach (var character in value[..^1])
        {
            if (character is < 0x20 or > 0x7e)
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(value[..^1]);
    }

    private static ulong Number(ReadOnlySpan<byte> value, bool isBigEndian) => value.Length switch
    {
        1 => value[0],
        2 => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : MemoryMarshal.Read<ushort>(value),
        4 => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : MemoryMarshal.Read<uint>(value),
        8 => isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(value) : MemoryMarshal.Read<ulong>(value),
        _ => 0,
    };
}
