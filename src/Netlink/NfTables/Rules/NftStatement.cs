namespace NetController.Netlink.NfTables;

/// <summary>What rules do, in plain words: each returns the expressions that nft makes of the same text; see <see cref="NftMatch"/>.</summary>
public static partial class NftStatement
{
    /// <summary>Lets the packet through this hook; <c>accept</c>.</summary>
    public static NftVerdictStatement Accept { get; } = new(NftVerdict.Accept);

    /// <summary>Drops the packet; <c>drop</c>.</summary>
    public static NftVerdictStatement Drop { get; } = new(NftVerdict.Drop);

    /// <summary>Goes on in the chain that led here; <c>return</c>.</summary>
    public static NftVerdictStatement Return { get; } = new(NftVerdict.Return);

    /// <summary>Goes through a chain and comes back; <c>jump chain</c>.</summary>
    /// <param name="chain">Its name.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentException">No chain can have this name.</exception>
    public static NftVerdictStatement Jump(string chain) => new(NftVerdict.Jump(chain));

    /// <summary>Goes to a chain and does not come back; <c>goto chain</c>.</summary>
    /// <inheritdoc cref="Jump"/>
    public static NftVerdictStatement Goto(string chain) => new(NftVerdict.Goto(chain));

    /// <summary>Obeys the verdict that a map has for fields of the packet, or goes on if it has none; <c>iifname vmap @chains</c>.</summary>
    /// <param name="map">The map, of the table of the rule.</param>
    /// <param name="key">The fields, as many as the type of its keys has parts.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The map has no verdicts, or the fields are not what its keys are.</exception>
    public static NftExpressionList VerdictMap(NftSet map, params ReadOnlySpan<NftField> key)
    {
        ArgumentNullException.ThrowIfNull(map);
        return NftDataType.Verdict.Equals(map.DataType)
            ? [.. NftSetKey.Load(map, key), new NftLookup(map.Name) { IsVerdictMap = true }]
            : throw new ArgumentException($"{map.Name} has no verdicts, but data of type {map.DataType?.Name ?? "none"}.", nameof(map));
    }

    /// <summary>Drops the packet and tells its sender; <c>reject</c>. In tables of <see cref="NftFamily.Inet"/> and <see cref="NftFamily.Bridge"/>.</summary>
    /// <returns>The expression.</returns>
    public static NftReject Reject() => new(NftRejectType.Icmpx, 1);

    /// <summary>Drops the TCP segment and resets the connection; <c>reject with tcp reset</c>.</summary>
    /// <returns>The expressions.</returns>
    public static NftExpressionList RejectWithTcpReset() => [.. NftMatch.TransportProtocol(IpProtocol.Tcp), new NftReject(NftRejectType.TcpReset)];

    /// <summary>Lowers the longest TCP segment that a side of the connection announces to what fits its route; <c>tcp option maxseg size set rt mtu</c>.</summary>
    /// <returns>The expressions.</returns>
    public static NftExpressionList ClampTcpSegments()
    {
        const byte MaximumSegment = 2;
        return
        [
            new NftRouteData(NftRouteKey.TcpMaximumSegment),
            new NftByteOrder(NftByteOrderOperation.HostToNetwork, sizeof(ushort), sizeof(ushort)),
            new NftExtensionHeaderWrite(NftExtensionHeaderKind.TcpOption, MaximumSegment, 2, sizeof(ushort)),
        ];
    }
}
