using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Which end of a connection is translated (<c>NFT_NAT_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftNatType
{
    /// <summary>Where it comes from; <c>snat</c>. In chains of type <c>nat</c> at input and postrouting.</summary>
    Source = (int)NFT_NAT.SNAT,

    /// <summary>Where it goes to; <c>dnat</c>. In chains of type <c>nat</c> at prerouting and output.</summary>
    Destination = (int)NFT_NAT.DNAT,
}
