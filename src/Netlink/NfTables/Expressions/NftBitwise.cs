using System.Runtime.InteropServices;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Masks bits of a register and then flips some: destination = (source &amp; mask) ^ xor; <c>&amp; 0xff</c>, <c>| 1</c>, prefixes.</summary>
/// <param name="Mask">The bits that stay, 1 to 16 bytes.</param>
/// <param name="Xor">The bits that are then flipped, of the same length.</param>
/// <exception cref="ArgumentException">A value is empty or too long, or the lengths differ.</exception>
public sealed record NftBitwise(NftValue Mask, NftValue Xor) : NftExpression
{
    /// <summary>The bits that stay.</summary>
    public NftValue Mask { get; } = NftCheck.Data(Mask, nameof(Mask));

    /// <summary>The bits that are flipped.</summary>
    public NftValue Xor { get; } = NftCheck.Like(Xor, Mask, nameof(Xor));

    /// <summary>Where the bits are.</summary>
    public NftRegister Source { get; init => field = value.Holding(Mask.Length); }

    /// <summary>Where the result goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Mask.Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Bitwise.Name;

    // NFTA_EXPR_DATA { NFTA_BITWISE_SREG NFTA_BITWISE_DREG NFTA_BITWISE_LEN NFTA_BITWISE_MASK { NFTA_DATA_VALUE } NFTA_BITWISE_XOR { NFTA_DATA_VALUE } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_BITWISE.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_BITWISE.DREG, Destination.Number);
        request.WriteUInt32BigEndian(NFTA_BITWISE.LEN, (uint)Mask.Length);
        NftDataCodec.Write(request, NFTA_BITWISE.MASK, Mask);
        NftDataCodec.Write(request, NFTA_BITWISE.XOR, Xor);
    }

    /// <summary>Reads masks and shifts; operations with a second register, which newer kernels have, stay raw.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var source = default(NftRegister);
        var destination = default(NftRegister);
        var operation = NFT_BITWISE.MASK_XOR;
        var length = 0;
        var mask = default(NftValue);
        var xor = default(NftValue);
        var shift = default(NftValue);
        var reader = new AttributeReader<NFTA_BITWISE>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_BITWISE.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_BITWISE.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_BITWISE.OP: operation = (NFT_BITWISE)reader.GetUInt32BigEndian(); break;
                case NFTA_BITWISE.LEN: length = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_BITWISE.MASK: mask = NftDataCodec.ReadValue(reader.Value); break;
                case NFTA_BITWISE.XOR: xor = NftDataCodec.ReadValue(reader.Value); break;
                case NFTA_BITWISE.DATA: shift = NftDataCodec.ReadValue(reader.Value); break;
                default: return null;
            }
        }

        return operation switch
        {
            NFT_BITWISE.MASK_XOR when mask.Length == length => new NftBitwise(mask, xor) { Source = source, Destination = destination },
            NFT_BITWISE.LSHIFT or NFT_BITWISE.RSHIFT when shift.Length == sizeof(uint) =>
                new NftShift((NftShiftDirection)operation, MemoryMarshal.Read<int>(shift.Bytes), length) { Source = source, Destination = destination },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Bitwise = Register("bitwise", NftBitwise.Decode);
}
