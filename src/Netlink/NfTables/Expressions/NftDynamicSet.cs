using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Changes a set by what is in the registers; <c>add @set { ip saddr timeout 10s }</c>. The set has <see cref="NftSetFlags.Dynamic"/>.</summary>
/// <param name="Operation">How.</param>
/// <param name="Set">Its name, in the table of the rule.</param>
/// <exception cref="ArgumentException">No set can have this name.</exception>
public sealed record NftDynamicSet(NftDynamicSetOperation Operation, string Set) : NftExpression
{
    /// <summary>The name of the set.</summary>
    public string Set { get; } = NftName.Check(Set, nameof(Set));

    /// <summary>Where the key is.</summary>
    public NftRegister Key { get; init; }

    /// <summary>Where the data is, of a map.</summary>
    public NftRegister? Data { get; init; }

    /// <summary>After what time the element goes, in milliseconds; null for the set's own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? Timeout { get; init => field = value == TimeSpan.Zero ? null : CheckTimeout(value); }

    /// <summary>What the element counts or limits by itself.</summary>
    public NftExpressionList Expressions { get; init; } = NftExpressionList.Empty;

    /// <summary>The number by which a set made in the same transaction is found before the kernel has given it its name.</summary>
    internal uint? SetId { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.DynamicSet.Name;

    // NFTA_EXPR_DATA { NFTA_DYNSET_SREG_KEY NFTA_DYNSET_SREG_DATA NFTA_DYNSET_OP NFTA_DYNSET_TIMEOUT NFTA_DYNSET_SET_NAME NFTA_DYNSET_SET_ID
    //                  NFTA_DYNSET_EXPR {…} | NFTA_DYNSET_EXPRESSIONS { NFTA_LIST_ELEM {…} … } NFTA_DYNSET_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_DYNSET.SREG_KEY, Key.Number);
        NftRegister.Write(request, NFTA_DYNSET.SREG_DATA, Data);
        request.WriteUInt32BigEndian(NFTA_DYNSET.OP, (uint)Operation);
        if (Timeout is { } timeout)
        {
            request.WriteUInt64BigEndian(NFTA_DYNSET.TIMEOUT, (ulong)(timeout.Ticks / TimeSpan.TicksPerMillisecond));
        }

        request.WriteString(NFTA_DYNSET.SET_NAME, Set);
        if (SetId is { } id)
        {
            request.WriteUInt32BigEndian(NFTA_DYNSET.SET_ID, id);
        }

        if (Expressions.Count > 1)
        {
            NftExpressionCodec.WriteList(request, NFTA_DYNSET.EXPRESSIONS, Expressions);
            request.WriteUInt32BigEndian(NFTA_DYNSET.FLAGS, (uint)NFT_DYNSET_F.EXPR);
        }
        else if (Expressions.Count == 1)
        {
            NftExpressionCodec.Write(request, NFTA_DYNSET.EXPR, Expressions[0]);
        }
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var set = "";
        uint? setId = null;
        NftDynamicSetOperation? operation = null;
        var key = default(NftRegister);
        NftRegister? value = null;
        TimeSpan? timeout = null;
        var expressions = NftExpressionList.Empty;
        var flags = default(NFT_DYNSET_F);
        var reader = new AttributeReader<NFTA_DYNSET>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_DYNSET.SET_NAME: set = reader.GetString(); break;
                case NFTA_DYNSET.SET_ID: setId = reader.GetUInt32BigEndian(); break;
                case NFTA_DYNSET.OP: operation = (NftDynamicSetOperation)reader.GetUInt32BigEndian(); break;
                case NFTA_DYNSET.SREG_KEY: key = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_DYNSET.SREG_DATA: value = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_DYNSET.TIMEOUT: timeout = ToTimeout(reader.GetUInt64BigEndian()); break;
                case NFTA_DYNSET.EXPR: expressions = [NftExpressionCodec.Read(reader.Value)]; break;
                case NFTA_DYNSET.EXPRESSIONS: expressions = NftExpressionCodec.ReadList(reader.Value); break;
                case NFTA_DYNSET.FLAGS: flags = (NFT_DYNSET_F)reader.GetUInt32BigEndian(); break;
                case NFTA_DYNSET.PAD: break;
                default: return null;
            }
        }

        return operation is not { } known || (flags & ~NFT_DYNSET_F.EXPR) != 0 ? null : new NftDynamicSet(known, set)
        {
            SetId = setId,
            Key = key,
            Data = value,
            Timeout = timeout,
            Expressions = expressions,
        };
    }

    private static TimeSpan? CheckTimeout(TimeSpan? timeout) => timeout is { Ticks: < TimeSpan.TicksPerMillisecond }
        ? throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time of less than a millisecond is none.")
        : timeout;

    private static TimeSpan ToTimeout(ulong milliseconds) => milliseconds <= long.MaxValue / TimeSpan.TicksPerMillisecond
        ? TimeSpan.FromTicks((long)milliseconds * TimeSpan.TicksPerMillisecond)
        : throw new NetlinkProtocolException($"a set is changed for a time of {milliseconds} milliseconds (NFTA_DYNSET_TIMEOUT)");
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind DynamicSet = Register("dynset", NftDynamicSet.Decode);
}
