namespace NetController.Netlink.NfTables;

/// <summary>Statements that set something: <c>meta mark set 0x1</c>, <c>ct mark set meta mark</c>, <c>ip saddr set 10.0.0.1</c>, <c>tcp option maxseg size set rt mtu</c>.</summary>
internal static class AssignmentText
{
    private const string Tcp = "tcp";
    private const int AnyLength = 0;

    internal static void Add(RuleState state, NftMetaSet set)
    {
        var word = MetaWord.Of(set.Key);
        Add(state, word.Text, word.Type, set.Source, isSayable: !word.IsUnsayable);
    }

    internal static void Add(RuleState state, NftConntrackSet set)
    {
        var word = ConntrackWord.Of(set.Key, state.Protocols);
        Add(state, ConntrackWord.Phrase(word, set.Direction), word.Type, set.Source, isSayable: !word.IsUnsayable);
    }

    internal static void Add(RuleState state, NftExtensionHeaderWrite write)
    {
        var field = ExtensionHeaderText.Field(state.Protocols, write.Header, write.Type, write.Offset, write.Length);
        Add(state, field.Text, field.Type, write.Source, isSayable: !field.IsUnsayable && write.Header is NftExtensionHeaderKind.TcpOption);
    }

    internal static void Add(RuleState state, NftPayloadWrite write)
    {
        var place = new PayloadPlace(write.Base, write.Offset, write.Length);
        var header = state.Protocols.At(write.Base, write.Offset);
        if (header?.Find(place) is { } field && write.Checksum == Checksum(header, field))
        {
            Add(state, $"{header.Name} {field.Name}", field.Type, write.Source, isSayable: true, header);
        }
        else if (header is not null && AddPart(state, write, header, place))
        {
            return;
        }
        else
        {
            // nft keeps no checksum when it writes bytes without a name, though behind the transport header it says what that would cover.
            NftChecksum? checksum = write.Base is NftPayloadBase.InnerHeader ? new NftChecksum(NftChecksumType.None, 0, CoversAddresses: true) : null;
            Add(state, place.Text, NftDataType.Integer(place.Length, isHostOrder: false), write.Source, isSayable: write.Checksum == checksum, isRaw: true);
        }
    }

    /// <summary>A field that nft writes together with its neighbours, which it loads, keeps and writes back.</summary>
    private static bool AddPart(RuleState state, NftPayloadWrite write, ProtocolHeader header, PayloadPlace place)
    {
        if (state.Registers.Find(write.Source) is not { Operand: { Mask: { } mask, Place: { } loaded, Shifted.Length: 0, IsTurned: false, IsUnsayable: false } } cell || loaded != place)
        {
            return false;
        }

        foreach (var field in header.Fields)
        {
            if (field.Among(place, mask) is { } value && write.Checksum == Checksum(header, field))
            {
                _ = state.Use(cell, 0);
                var text = $"{header.Name} {field.Name} set {(field.Type.IsBits ? field.Type.FormatList(value.Bytes) : field.Type.Format(value.Bytes))}";
                state.Items.Add(new RuleItem(text, state.Protocols) { Needs = [header] });
                return true;
            }
        }

        return false;
    }

    private static void Add(
        RuleState state, string target, NftDataType type, NftRegister source, bool isSayable, ProtocolHeader? header = null, bool isRaw = false)
    {
        var operand = state.Use(source);
        var value = operand switch
        {
            { IsOfMap: true, Length: AnyLength } => operand.Text,
            { Constant: { } constant } when isRaw => constant.Length == type.Length ? Operand.RawHexadecimal(constant) : null,
            _ => ValueText.As(operand, type),
        };
        var text = value is null || !isSayable ? state.Unsayable($"{target} set {operand.Constant?.ToString() ?? ValueText.Of(operand)}") : $"{target} set {value}";
        state.Items.Add(new RuleItem(text, state.Protocols) { Needs = header is null ? operand.Needs : [header, .. operand.Needs] });
    }

    /// <summary>The checksum that nft keeps right when it writes a field. Addresses are also covered by those of transport protocols.</summary>
    private static NftChecksum? Checksum(ProtocolHeader header, PayloadField field)
    {
        var isAddress = (header == ProtocolHeaders.Ip || header == ProtocolHeaders.Ip6) && field.Type.HasPrefixes;
        return header.ChecksumOffset is { } offset ? new NftChecksum(NftChecksumType.Internet, offset, isAddress)
            : isAddress ? new NftChecksum(NftChecksumType.None, 0, CoversAddresses: true)
            : null;
    }
}
