namespace NetController.Netlink.NfTables;

/// <summary>Where in a packet's way a base chain stands; the word after <c>hook</c> in nft(8).</summary>
public enum NftHook
{
    /// <summary>As the packet comes in, before routing.</summary>
    Prerouting,

    /// <summary>For this host.</summary>
    Input,

    /// <summary>Routed or bridged through this host.</summary>
    Forward,

    /// <summary>From this host.</summary>
    Output,

    /// <summary>As the packet goes out, after routing.</summary>
    Postrouting,

    /// <summary>At a device, before anything else; families <c>netdev</c> and <c>inet</c>.</summary>
    Ingress,

    /// <summary>At a device, after everything else; family <c>netdev</c>.</summary>
    Egress,
}
