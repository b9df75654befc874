using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Matches packets by 32-bit words; <c>tc filter add … u32 match u32 VALUE MASK at OFFSET</c> (tc-u32(8)). Every kernel has it.</summary>
public sealed record U32Filter : TrafficFilterOptions
{
    /// <summary>TC_U32_TERMINAL, linux/pkt_cls.h: a packet that matches is done with.</summary>
    private const byte Terminal = 1;

    /// <summary>The most keys the kernel takes.</summary>
    private const int MostKeys = 128;

    /// <summary>Begins without keys: it matches every packet.</summary>
    public U32Filter()
        : base(TrafficFilterKind.U32)
    {
    }

    // TCA_OPTIONS { TCA_U32_CLASSID TCA_U32_SEL (tc_u32_sel tc_u32_key*) TCA_U32_ACT {…} | TCA_U32_DIVISOR }
    private U32Filter(ReadOnlySpan<byte> options)
        : this()
    {
        var attributes = new AttributeReader<TCA_U32>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_U32.CLASSID: Class = new TrafficHandle(attributes.GetUInt32()); break;
                case TCA_U32.DIVISOR: Divisor = attributes.GetUInt32(); break;
                case TCA_U32.SEL: Keys = ReadKeys(attributes.GetStructure<tc_u32_sel>(), attributes.Value[Unsafe.SizeOf<tc_u32_sel>()..]); break;
                case TCA_U32.ACT: Actions = TrafficActionList.Read(attributes.GetNested<TrafficActionList.ActionOrder>()); break;
            }
        }
    }

    /// <summary>The comparisons, all of which must hold; none match every packet, and are listed as one whose mask is 0.</summary>
    public ValueList<U32Key> Keys { get; init; }

    /// <summary>The class packets go to, or null. <c>flowid</c>.</summary>
    public TrafficHandle? Class { get; init; }

    /// <summary>What is done with them, in this order.</summary>
    public ValueList<TrafficAction> Actions { get; init; }

    /// <summary>The size of the hash table, for the entry of a list that stands for one and is no filter; null for filters.</summary>
    public uint? Divisor { get; private init; }

    internal static U32Filter Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Check()
    {
        if (Keys.Count > MostKeys)
        {
            throw new ArgumentException($"A filter has at most {MostKeys} keys, not {Keys.Count}.", nameof(Keys));
        }

        foreach (var key in Keys)
        {
            if (key.Offset % sizeof(uint) != 0)
            {
                throw new ArgumentException($"The offset {key.Offset} is no multiple of 4.", nameof(Keys));
            }
        }

        TrafficActionList.Check(Actions);
    }

    internal override void Encode(MessageBuilder request)
    {
        if (Class is { } handle)
        {
            request.WriteUInt32(TCA_U32.CLASSID, handle.Value);
        }

        TrafficActionList.Write(request, TCA_U32.ACT, Actions);
        WriteKeys(request);
    }

    private void WriteKeys(MessageBuilder request)
    {
        var keys = Keys.Count == 0 ? [default(U32Key)] : Keys;
        var headerSize = Unsafe.SizeOf<tc_u32_sel>();
        var keySize = Unsafe.SizeOf<tc_u32_key>();
        Span<byte> selector = stackalloc byte[headerSize + (keys.Count * keySize)];
        MemoryMarshal.Write(selector, new tc_u32_sel { flags = Terminal, nkeys = (byte)keys.Count });
        for (var i = 0; i < keys.Count; i++)
        {
            MemoryMarshal.Write(selector[(headerSize + (i * keySize))..], new tc_u32_key
            {
                mask = BinaryPrimitives.ReverseEndianness(keys[i].Mask),
                val = BinaryPrimitives.ReverseEndianness(keys[i].Value & keys[i].Mask),
                off = keys[i].Offset,
            });
        }

        request.WriteBytes(TCA_U32.SEL, selector);
    }

    private static ValueList<U32Key> ReadKeys(tc_u32_sel selector, ReadOnlySpan<byte> bytes)
    {
        var size = Unsafe.SizeOf<tc_u32_key>();
        if (bytes.Length < selector.nkeys * size)
        {
            throw new NetlinkProtocolException($"attribute TCA_U32_SEL announces {selector.nkeys} keys where {bytes.Length} bytes are left");
        }

        var keys = ImmutableArray.CreateBuilder<U32Key>(selector.nkeys);
        for (var i = 0; i < selector.nkeys; i++)
        {
            var key = MemoryMarshal.Read<tc_u32_key>(bytes[(i * size)..]);
            keys.Add(new U32Key(BinaryPrimitives.ReverseEndianness(key.val), BinaryPrimitives.ReverseEndianness(key.mask), key.off));
        }

        return new ValueList<U32Key>(keys.MoveToImmutable());
    }
}

/// <content>The filter by 32-bit words.</content>
internal static partial class TrafficFilterKind
{
    internal static readonly string U32 = All.Register("u32", U32Filter.Decode);
}
