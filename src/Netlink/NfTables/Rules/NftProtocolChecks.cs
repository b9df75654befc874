using System.Buffers.Binary;

namespace NetController.Netlink.NfTables;

/// <summary>The checks of protocols that stand before what they are needed for; see <see cref="NftExpressionList.For"/>.</summary>
internal static class NftProtocolChecks
{
    private const ushort EthernetIp = 0x0800;
    private const ushort EthernetIp6 = 0x86dd;

    /// <summary>Leaves out the checks that the family or an earlier one makes, and makes those of the network protocol by the frame where only that tells it.</summary>
    internal static NftExpressionList Adapt(NftExpressionList expressions, NftFamily family)
    {
        var isOfFrames = family is NftFamily.Bridge or NftFamily.NetDevice;
        var result = new List<NftExpression>(expressions.Count);
        NftValue? device = isOfFrames ? NftField.Ethernet : null;
        NftValue? network = family is NftFamily.Ip or NftFamily.Ip6 ? NftValue.FromByte((byte)family) : null;
        NftValue? transport = null;
        for (var i = 0; i < expressions.Count; i++)
        {
            if (i + 1 == expressions.Count || ReadCheck(expressions[i], expressions[i + 1]) is not { } check)
            {
                result.Add(expressions[i]);
                continue;
            }

            i++;
            ref var known = ref transport;
            switch (check.Key)
            {
                case NftMetaKey.NetworkProtocol: known = ref network; break;
                case NftMetaKey.InputInterfaceType: known = ref device; break;
            }

            if (known == check.Value)
            {
                continue;
            }

            known = check.Value;
            result.AddRange(isOfFrames && check.Key is NftMetaKey.NetworkProtocol ? OfFrame(check.Value) : [expressions[i - 1], expressions[i]]);
        }

        return result.Count == expressions.Count && !isOfFrames ? expressions : [.. result];
    }

    private static (NftMetaKey Key, NftValue Value)? ReadCheck(NftExpression load, NftExpression compare) =>
        load is NftMeta { Key: NftMetaKey.NetworkProtocol or NftMetaKey.TransportProtocol or NftMetaKey.InputInterfaceType } meta
        && compare is NftCompare { Comparison: NftComparison.Equal } equal && equal.Source == meta.Destination
            ? (meta.Key, equal.Value)
            : null;

    private static NftExpressionList OfFrame(NftValue protocol)
    {
        Span<byte> type = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(type, protocol.Bytes[0] == (byte)NftFamily.Ip ? EthernetIp : EthernetIp6);
        return [new NftMeta(NftMetaKey.Protocol), new NftCompare(NftComparison.Equal, new NftValue(type))];
    }
}
