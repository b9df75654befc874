using NetController.Netlink.NfTables;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Lists of expressions as bytes, without a message around them.</summary>
internal static class NftBytes
{
    private const int AttributeHeader = 4;

    internal static byte[] Encode(NftExpressionList expressions)
    {
        using var request = new MessageBuilder(null);
        NftExpressionCodec.WriteList(request, NFTA_RULE.EXPRESSIONS, expressions);
        return request.Datagram[AttributeHeader..].ToArray();
    }
}
