using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Turns the bytes of numbers in a register around; nft adds it where a number in the machine's byte order meets a range or a packet's field.</summary>
/// <param name="Operation">Which way.</param>
/// <param name="Length">The number of bytes in all, 1 to 64.</param>
/// <param name="Size">The bytes of each number: 2, 4 or 8.</param>
/// <exception cref="ArgumentException">A number is not one of these.</exception>
public sealed record NftByteOrder(NftByteOrderOperation Operation, int Length, int Size) : NftExpression
{
    /// <summary>The number of bytes in all.</summary>
    public int Length { get; } = NftCheck.Between(Length, 1, NftValue.MaximumLength, nameof(Length));

    /// <summary>The bytes of each number.</summary>
    public int Size { get; } = Size is 2 or 4 or 8 ? Size : throw new ArgumentOutOfRangeException(nameof(Size), Size, "The kernel turns numbers of 2, 4 or 8 bytes around.");

    /// <summary>Where the bytes are.</summary>
    public NftRegister Source { get; init => field = value.Holding(Length); }

    /// <summary>Where the result goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.ByteOrder.Name;

    // NFTA_EXPR_DATA { NFTA_BYTEORDER_SREG NFTA_BYTEORDER_DREG NFTA_BYTEORDER_OP NFTA_BYTEORDER_LEN NFTA_BYTEORDER_SIZE }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_BYTEORDER.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_BYTEORDER.DREG, Destination.Number);
        request.WriteUInt32BigEndian(NFTA_BYTEORDER.OP, (uint)Operation);
        request.WriteUInt32BigEndian(NFTA_BYTEORDER.LEN, (uint)Length);
        request.WriteUInt32BigEndian(NFTA_BYTEORDER.SIZE, (uint)Size);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var source = default(NftRegister);
        var destination = default(NftRegister);
        NftByteOrderOperation? operation = null;
        var length = 0;
        var size = 0;
        var reader = new AttributeReader<NFTA_BYTEORDER>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_BYTEORDER.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_BYTEORDER.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_BYTEORDER.OP: operation = (NftByteOrderOperation)reader.GetUInt32BigEndian(); break;
                case NFTA_BYTEORDER.LEN: length = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_BYTEORDER.SIZE: size = (int)reader.GetUInt32BigEndian(); break;
                default: return null;
            }
        }

        return operation is { } known ? new NftByteOrder(known, length, size) { Source = source, Destination = destination } : null;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind ByteOrder = Register("byteorder", NftByteOrder.Decode);
}
