using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The number of a state of the ruleset.</summary>
internal sealed record NftGeneration(uint Id)
{
    internal static NftGeneration Decode(MessageReader message)
    {
        uint? id = null;
        var reader = message.ReadAttributes<nfgenmsg, NFTA_GEN>();
        while (reader.Read())
        {
            if (reader.Type is NFTA_GEN.ID)
            {
                id = reader.GetUInt32BigEndian();
            }
        }

        return new NftGeneration(id ?? throw new NetlinkProtocolException("nf_tables sent a generation that has no number"));
    }
}
