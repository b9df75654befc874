using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Looks a register up in a set, map or verdict map; <c>@set</c>, <c>map @map</c>, <c>vmap @map</c>. Goes on only if it is there.</summary>
/// <param name="Set">Its name, in the table of the rule.</param>
/// <exception cref="ArgumentException">No set can have this name.</exception>
public sealed record NftLookup(string Set) : NftExpression
{
    /// <summary>The name of the set.</summary>
    public string Set { get; } = NftName.Check(Set, nameof(Set));

    /// <summary>Where the key is.</summary>
    public NftRegister Source { get; init; }

    /// <summary>Where the data of a map goes; null for a set and for a verdict map.</summary>
    public NftRegister? Destination { get; init; }

    /// <summary>Whether it is a verdict map, whose verdict is obeyed at once.</summary>
    public bool IsVerdictMap { get; init; }

    /// <summary>Whether the rule goes on only if the key is not there; of sets only.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The number by which a set made in the same transaction is found before the kernel has given it its name.</summary>
    internal uint? SetId { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Lookup.Name;

    internal override void Check()
    {
        if ((Destination is not null || IsVerdictMap) && (IsNegated || (Destination is not null && IsVerdictMap)))
        {
            throw new ArgumentException($"The lookup in {Set} is of a map and cannot be negated, nor have both data and a verdict.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_LOOKUP_SREG NFTA_LOOKUP_DREG NFTA_LOOKUP_SET NFTA_LOOKUP_SET_ID NFTA_LOOKUP_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_LOOKUP.SREG, Source.Number);
        if (IsVerdictMap)
        {
            request.WriteUInt32BigEndian(NFTA_LOOKUP.DREG, NftRegister.VerdictNumber);
        }
        else if (Destination is { } destination)
        {
            request.WriteUInt32BigEndian(NFTA_LOOKUP.DREG, destination.Number);
        }

        request.WriteString(NFTA_LOOKUP.SET, Set);
        if (SetId is { } id)
        {
            request.WriteUInt32BigEndian(NFTA_LOOKUP.SET_ID, id);
        }

        if (IsNegated)
        {
            request.WriteUInt32BigEndian(NFTA_LOOKUP.FLAGS, (uint)NFT_LOOKUP_F.INV);
        }
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var set = "";
        uint? setId = null;
        var source = default(NftRegister);
        uint? destination = null;
        var flags = default(NFT_LOOKUP_F);
        var reader = new AttributeReader<NFTA_LOOKUP>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_LOOKUP.SET: set = reader.GetString(); break;
                case NFTA_LOOKUP.SET_ID: setId = reader.GetUInt32BigEndian(); break;
                case NFTA_LOOKUP.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_LOOKUP.DREG: destination = reader.GetUInt32BigEndian(); break;
                case NFTA_LOOKUP.FLAGS: flags = (NFT_LOOKUP_F)reader.GetUInt32BigEndian(); break;
                default: return null;
            }
        }

        return (flags & ~NFT_LOOKUP_F.INV) != 0 ? null : new NftLookup(set)
        {
            SetId = setId,
            Source = source,
            Destination = destination is null or NftRegister.VerdictNumber ? null : NftRegister.FromNumber(destination.Value),
            IsVerdictMap = destination is NftRegister.VerdictNumber,
            IsNegated = flags is NFT_LOOKUP_F.INV,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Lookup = Register("lookup", NftLookup.Decode);
}
