using System.Buffers.Binary;
using System.Net;
using System.Text;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Where an element stands: which set, and under which key.</summary>
/// <param name="Set">The set.</param>
/// <param name="Value">The key, or the first of a range.</param>
/// <param name="Last">The last of a range; without bytes where there is none.</param>
internal readonly record struct ElementKey(ElementSet Set, NftValue Value, NftValue Last = default)
{
    // A part of a key or of data takes a multiple of four bytes (a register).
    private const int Word = 4;
    private const int NameLength = 16;
    private const int AddressLength = 16;
    private const int BitsPerByte = 8;

    /// <summary>A link in a family: <c>ipv4 . "br-1"</c>.</summary>
    public static ElementKey Link(ElementSet set, IPFamily family, string link)
    {
        Span<byte> key = stackalloc byte[Word + NameLength];
        key.Clear();
        key[0] = Number(family);
        Encoding.UTF8.GetBytes(link, key[Word..]);
        return new ElementKey(set, new NftValue(key));
    }

    /// <summary>The way from a link to another in a family: <c>ipv4 . "eth0" . "br-1"</c>.</summary>
    public static ElementKey Links(ElementSet set, IPFamily family, string from, string to)
    {
        Span<byte> key = stackalloc byte[Word + NameLength + NameLength];
        key.Clear();
        key[0] = Number(family);
        Encoding.UTF8.GetBytes(from, key[Word..]);
        Encoding.UTF8.GetBytes(to, key[(Word + NameLength)..]);
        return new ElementKey(set, new NftValue(key));
    }

    /// <summary>A subnet and its bridge: <c>10.0.1.0/24 . "br-1"</c>.</summary>
    public static ElementKey Home(IPPrefix subnet, string link)
    {
        Span<byte> key = stackalloc byte[AddressLength + NameLength];
        key.Clear();
        subnet.Address.TryWriteBytes(key, out var length);
        Encoding.UTF8.GetBytes(link, key[length..]);
        key = key[..(length + NameLength)];
        var (set, first) = (length == AddressLength ? ElementSet.Home6 : ElementSet.Home4, new NftValue(key));
        for (var bit = subnet.Length; bit < length * BitsPerByte; bit++)
        {
            key[bit / BitsPerByte] |= (byte)(1 << (BitsPerByte - 1 - (bit % BitsPerByte)));
        }

        return new ElementKey(set, first, subnet.Length == length * BitsPerByte ? default : new NftValue(key));
    }

    /// <summary>The element of this key as the kernel takes it, without where it leads.</summary>
    public NftElement ToElement() => new(Value) { KeyEnd = Last.Length == 0 ? null : Last };

    /// <summary>A port of an address: <c>192.0.2.1 . tcp . 80</c>.</summary>
    public static ElementKey Port(ElementSet set, IPAddress address, TransportProtocol protocol, int port)
    {
        Span<byte> key = stackalloc byte[AddressLength + Word + Word];
        key.Clear();
        address.TryWriteBytes(key, out var length);
        WritePort(key[length..], protocol, port);
        return new ElementKey(set, new NftValue(key[..(length + Word + Word)]));
    }

    /// <summary>A port of every address: <c>tcp . 80</c>.</summary>
    public static ElementKey Port(ElementSet set, TransportProtocol protocol, int port)
    {
        Span<byte> key = stackalloc byte[Word + Word];
        key.Clear();
        WritePort(key, protocol, port);
        return new ElementKey(set, new NftValue(key));
    }

    /// <summary>What a port leads to: <c>10.0.0.2 . 80</c>.</summary>
    public static NftValue Target(IPAddress address, int port)
    {
        Span<byte> data = stackalloc byte[AddressLength + Word];
        data.Clear();
        address.TryWriteBytes(data, out var length);
        BinaryPrimitives.WriteUInt16BigEndian(data[length..], (ushort)port);
        return new NftValue(data[..(length + Word)]);
    }

    private static void WritePort(Span<byte> key, TransportProtocol protocol, int port)
    {
        key[0] = (byte)protocol;
        BinaryPrimitives.WriteUInt16BigEndian(key[Word..], (ushort)port);
    }

    private static byte Number(IPFamily family) => (byte)(family == IPFamily.IPv4 ? NftFamily.Ip : NftFamily.Ip6);
}
