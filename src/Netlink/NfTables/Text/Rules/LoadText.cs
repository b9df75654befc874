namespace NetController.Netlink.NfTables;

/// <summary>What expressions load into registers, and what they then do to it there.</summary>
internal static class LoadText
{
    private const int BitsPerByte = 8;

    internal static void Payload(RuleState state, NftPayload payload) =>
        state.Load(payload.Destination, Bytes(state.Protocols, new PayloadPlace(payload.Base, payload.Offset, payload.Length)));

    /// <summary>Bytes of the packet, by the name of their field if they have one.</summary>
    internal static Operand Bytes(ProtocolContext protocols, PayloadPlace place)
    {
        var header = protocols.At(place.Base, place.Offset);
        return header?.Find(place) is { } field
            ? new Operand($"{header.Name} {field.Name}", field.Type, place.Length) { Place = place, Header = header, Needs = [header], Decides = field.Decides }
            : new Operand(place.Text, NftDataType.Integer(place.Length, isHostOrder: false), place.Length)
            {
                Place = place,
                Header = header,
                IsRaw = true,
                Shortened = header?.FindBeginning(place),
            };
    }

    internal static void Meta(RuleState state, NftMeta meta)
    {
        var word = MetaWord.Of(meta.Key);
        state.Load(meta.Destination, new Operand(word.Text, word.Type, word.Type.Length)
        {
            Decides = word.Decides,
            IsUnsayable = word.IsUnsayable || (meta.Key is NftMetaKey.NetworkProtocol && state.Family is not NftFamily.Inet),
        });
    }

    internal static void Conntrack(RuleState state, NftConntrack conntrack)
    {
        var word = ConntrackWord.Of(conntrack.Key, state.Protocols);
        state.Load(conntrack.Destination, new Operand(ConntrackWord.Phrase(word, conntrack.Direction), word.Type, word.Type.Length) { IsUnsayable = word.IsUnsayable });
    }

    internal static void Fib(RuleState state, NftFib fib) => state.Load(fib.Destination, FibText.Operand(fib));

    internal static void RouteData(RuleState state, NftRouteData route)
    {
        var (word, type) = route.Key switch
        {
            NftRouteKey.Realm => ("rt classid", NftDataType.Realm),
            NftRouteKey.IpNextHop => ("rt ip nexthop", NftDataType.Ipv4Address),
            NftRouteKey.Ip6NextHop => ("rt ip6 nexthop", NftDataType.Ipv6Address),
            NftRouteKey.TcpMaximumSegment => ("rt mtu", NftDataType.Integer(2, isHostOrder: true)),
            _ => ("rt ipsec", NftDataType.Boolean),
        };
        state.Load(route.Destination, new Operand(word, type, type.Length) { IsUnsayable = !Enum.IsDefined(route.Key) });
    }

    internal static void ExtensionHeader(RuleState state, NftExtensionHeader header) =>
        state.Load(header.Destination, ExtensionHeaderText.Operand(state.Protocols, header));

    internal static void Bitwise(RuleState state, NftBitwise bitwise) => state.Change(bitwise.Source, bitwise.Destination, bitwise.Mask.Length, operand =>
    {
        var mask = new BitMask(bitwise.Mask, bitwise.Xor);
        if (!mask.Flips && operand is { Place: { } place, Header: { } header, Mask: null } && header.Find(place, bitwise.Mask.Bytes) is { } field)
        {
            return new Operand($"{header.Name} {field.Name}", field.Type, place.Length) { Part = field, Needs = [header] };
        }

        var isDoneBefore = operand.Mask is not null || operand.IsTurned || operand.Part is not null || operand.Shifted.Length > 0 || operand.Constant is not null;
        return operand with { Mask = mask, IsUnsayable = operand.IsUnsayable || isDoneBefore, Decides = null, Shortened = null };
    });

    internal static void Shift(RuleState state, NftShift shift) => state.Change(shift.Source, shift.Destination, shift.Length, operand => operand with
    {
        // nft shifts in the machine's byte order, and turns around for it what is not in it.
        Shifted = $" {(shift.Direction is NftShiftDirection.Left ? "<<" : ">>")} {shift.Bits}",
        IsUnsayable = operand.IsUnsayable || !operand.Type.IsHostNumber || shift.Bits >= shift.Length * BitsPerByte
            || operand.Mask is not null || operand.IsTurned || operand.Shifted.Length > 0 || operand.Constant is not null,
    });

    internal static void ByteOrder(RuleState state, NftByteOrder order) => state.Change(order.Source, order.Destination, order.Length, operand => operand with
    {
        // Turning is the same in both directions; on a machine whose order is the network's it does nothing.
        IsTurned = !operand.IsTurned,
        IsUnsayable = operand.IsUnsayable || order.Size != order.Length || !operand.Type.IsHostNumber || operand.Constant is not null
            || order.Operation is not NftByteOrderOperation.HostToNetwork,
        Decides = null,
    });
}
