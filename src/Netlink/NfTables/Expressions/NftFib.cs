using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Asks the routing table; <c>fib daddr type</c>, <c>fib saddr . iif oif</c>.</summary>
/// <param name="Result">What is asked.</param>
/// <param name="Flags">By what: exactly one of the two addresses, and what else.</param>
/// <exception cref="ArgumentException">The kernel cannot be asked so; the message says why.</exception>
public sealed record NftFib(NftFibResult Result, NftFibFlags Flags) : NftExpression
{
    /// <summary>By what.</summary>
    public NftFibFlags Flags { get; } = Check(Result, Flags);

    /// <summary>Where the answer goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Result is NftFibResult.OutputInterfaceName ? 16 : 4); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Fib.Name;

    // NFTA_EXPR_DATA { NFTA_FIB_FLAGS NFTA_FIB_RESULT NFTA_FIB_DREG }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_FIB.FLAGS, (uint)Flags);
        request.WriteUInt32BigEndian(NFTA_FIB.RESULT, (uint)Result);
        request.WriteUInt32BigEndian(NFTA_FIB.DREG, Destination.Number);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var flags = NftFibFlags.None;
        NftFibResult? result = null;
        var destination = default(NftRegister);
        var reader = new AttributeReader<NFTA_FIB>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_FIB.FLAGS: flags = (NftFibFlags)reader.GetUInt32BigEndian(); break;
                case NFTA_FIB.RESULT: result = (NftFibResult)reader.GetUInt32BigEndian(); break;
                case NFTA_FIB.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return result is { } known ? new NftFib(known, flags) { Destination = destination } : null;
    }

    private static NftFibFlags Check(NftFibResult result, NftFibFlags flags)
    {
        if (flags.HasFlag(NftFibFlags.SourceAddress) == flags.HasFlag(NftFibFlags.DestinationAddress))
        {
            throw new ArgumentException("The routing table is asked by the source address or the destination address, not by both or neither.", nameof(flags));
        }

        if (flags.HasFlag(NftFibFlags.InputInterface | NftFibFlags.OutputInterface))
        {
            throw new ArgumentException("The routing table is asked by one interface, not by both.", nameof(flags));
        }

        return flags.HasFlag(NftFibFlags.Presence) && result is NftFibResult.AddressType
            ? throw new ArgumentException("An address always has a type; whether there is a route is asked by the interface.", nameof(flags))
            : flags;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Fib = Register("fib", NftFib.Decode);
}
