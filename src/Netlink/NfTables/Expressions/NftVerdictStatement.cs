using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Ends the rule: accept, drop, jump, …</summary>
/// <param name="Verdict">What becomes of the packet.</param>
/// <exception cref="ArgumentException">A jump has no chain, or another verdict has one.</exception>
public sealed record NftVerdictStatement(NftVerdict Verdict) : NftExpression
{
    /// <summary>What becomes of the packet.</summary>
    public NftVerdict Verdict { get; } = Verdict.Chain is null == Verdict.Code is not (NftVerdictCode.Jump or NftVerdictCode.Goto)
        ? Verdict
        : throw new ArgumentException($"\"{Verdict}\" lacks a chain or has one too many.", nameof(Verdict));

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Immediate.Name;

    // NFTA_EXPR_DATA { NFTA_IMMEDIATE_DREG NFTA_IMMEDIATE_DATA { NFTA_DATA_VERDICT { NFTA_VERDICT_CODE NFTA_VERDICT_CHAIN } } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_IMMEDIATE.DREG, NftRegister.VerdictNumber);
        NftDataCodec.Write(request, NFTA_IMMEDIATE.DATA, Verdict);
    }
}
