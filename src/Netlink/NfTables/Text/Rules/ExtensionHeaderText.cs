namespace NetController.Netlink.NfTables;

/// <summary>IPv6 extension headers, options of TCP and IPv4, and chunks of SCTP: <c>tcp option maxseg size</c>, <c>exthdr frag exists</c>.</summary>
internal static class ExtensionHeaderText
{
    private const int BitsPerByte = 8;

    private static readonly (byte Type, string Name)[] TcpOptions =
    [
        (0, "eol"), (1, "nop"), (2, "maxseg"), (3, "window"), (4, "sack-perm"), (5, "sack"), (8, "timestamp"), (19, "md5sig"), (30, "mptcp"), (34, "fastopen"),
    ];

    private static readonly (byte Type, int Offset, int Length, string Name)[] TcpFields = [(2, 2, 2, "size"), (3, 2, 1, "count"), (8, 2, 4, "tsval"), (8, 6, 4, "tsecr")];

    private static readonly (byte Type, string Name)[] Ip6Headers = [(0, "hbh"), (43, "rt"), (44, "frag"), (60, "dst"), (135, "mh")];

    private static readonly (byte Type, int Offset, int Length, string Name, NftDataType DataType)[] Ip6Fields =
    [
        (0, 0, 1, "nexthdr", NftDataType.InetProtocol), (0, 1, 1, "hdrlength", Number(1)),
        (43, 0, 1, "nexthdr", NftDataType.InetProtocol), (43, 1, 1, "hdrlength", Number(1)), (43, 2, 1, "type", Number(1)), (43, 3, 1, "seg-left", Number(1)),
        (44, 0, 1, "nexthdr", NftDataType.InetProtocol), (44, 1, 1, "reserved", Number(1)), (44, 4, 4, "id", Number(4)),
        (60, 0, 1, "nexthdr", NftDataType.InetProtocol), (60, 1, 1, "hdrlength", Number(1)),
        (135, 0, 1, "nexthdr", NftDataType.InetProtocol), (135, 1, 1, "hdrlength", Number(1)), (135, 2, 1, "type", NftDataType.MobilityHeaderType),
        (135, 3, 1, "reserved", Number(1)), (135, 4, 2, "checksum", Number(2)),
    ];

    private static readonly (byte Type, string Name)[] IpOptions = [(7, "rr"), (131, "lsrr"), (137, "ssrr"), (148, "ra")];

    private static readonly (byte Type, string Name)[] SctpChunks =
    [
        (0, "data"), (1, "init"), (2, "init-ack"), (3, "sack"), (4, "heartbeat"), (5, "heartbeat-ack"), (6, "abort"), (7, "shutdown"), (8, "shutdown-ack"),
        (9, "error"), (10, "cookie-echo"), (11, "cookie-ack"), (12, "ecne"), (13, "cwr"), (14, "shutdown-complete"), (128, "asconf-ack"), (192, "forward-tsn"), (193, "asconf"),
    ];

    internal static Operand Operand(ProtocolContext protocols, NftExtensionHeader header) => header.IsPresence
        ? Presence(protocols, header)
        : Field(protocols, header.Header, header.Type, header.Offset, header.Length);

    /// <summary>Bytes of a header or option.</summary>
    internal static Operand Field(ProtocolContext protocols, NftExtensionHeaderKind kind, byte type, int offset, int length)
    {
        if (kind is NftExtensionHeaderKind.TcpOption)
        {
            var name = Array.Find(TcpFields, field => field.Type == type && field.Offset == offset && field.Length == length).Name;
            return new Operand(
                name is null ? $"tcp option @{type},{offset * BitsPerByte},{length * BitsPerByte}" : $"tcp option {Name(TcpOptions, type)} {name}", Number(length), length);
        }

        var known = Array.Find(Ip6Fields, field => field.Type == type && field.Offset == offset && field.Length == length);
        return kind is NftExtensionHeaderKind.Ip6 && known.Name is not null
            ? OfNetwork(protocols, ProtocolHeaders.Ip6, $"{Name(Ip6Headers, type)} {known.Name}", known.DataType)
            : Unsayable(kind, type);
    }

    private static Operand Presence(ProtocolContext protocols, NftExtensionHeader header)
    {
        var name = Name(
            header.Header switch
            {
                NftExtensionHeaderKind.Ip6 => Ip6Headers,
                NftExtensionHeaderKind.TcpOption => TcpOptions,
                NftExtensionHeaderKind.IpOption => IpOptions,
                NftExtensionHeaderKind.SctpChunk => SctpChunks,
                _ => [],
            },
            header.Type);
        return (header.Header, name, header) switch
        {
            (_, null, _) or (_, _, not { Offset: 0, Length: 1 }) => Unsayable(header.Header, header.Type),
            (NftExtensionHeaderKind.Ip6, _, _) => OfNetwork(protocols, ProtocolHeaders.Ip6, $"exthdr {name}", NftDataType.Boolean),
            (NftExtensionHeaderKind.IpOption, _, _) => OfNetwork(protocols, ProtocolHeaders.Ip, $"ip option {name}", NftDataType.Boolean),
            (NftExtensionHeaderKind.TcpOption, _, _) => new Operand($"tcp option {name}", NftDataType.Boolean, 1),
            _ => new Operand($"sctp chunk {name}", NftDataType.Boolean, 1),
        };
    }

    private static Operand OfNetwork(ProtocolContext protocols, ProtocolHeader header, string text, NftDataType type) =>
        new(text, type, type.Length) { Needs = [header], IsUnsayable = protocols.Network != header };

    private static Operand Unsayable(NftExtensionHeaderKind kind, byte type) => new($"{kind} {type}", Number(1), 0) { IsUnsayable = true };

    private static string? Name((byte Type, string Name)[] names, byte type) => Array.Find(names, known => known.Type == type).Name;

    private static NftDataType Number(int length) => NftDataType.Integer(length, isHostOrder: false);
}
