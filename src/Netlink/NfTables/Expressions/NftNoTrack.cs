namespace NetController.Netlink.NfTables;

/// <summary>Keeps the packet out of connection tracking; <c>notrack</c>. In chains before it, of priority <c>raw</c>.</summary>
public sealed record NftNoTrack : NftExpression
{
    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.NoTrack.Name;

    // NFTA_EXPR_DATA { }
    internal override void Encode(MessageBuilder request)
    {
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind NoTrack = Register("notrack", static data => data.IsEmpty ? new NftNoTrack() : null);
}
