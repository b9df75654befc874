namespace NetController.Netlink.NfTables;

/// <summary>The numbers of hooks, of which each family has its own (<c>NF_INET_*</c>, <c>NF_ARP_*</c>, <c>NF_NETDEV_*</c>, linux/netfilter.h and linux/netfilter_arp.h).</summary>
internal static class NftHookNumber
{
    /// <summary>Where a hook that this library has no word for is kept, above all that it has.</summary>
    private const int Unknown = 1000;

    private static readonly NftHook[] OfArp = [NftHook.Input, NftHook.Output, NftHook.Forward];
    private static readonly NftHook[] OfDevices = [NftHook.Ingress, NftHook.Egress];
    private static readonly NftHook[] Usual = [NftHook.Prerouting, NftHook.Input, NftHook.Forward, NftHook.Output, NftHook.Postrouting];
    private static readonly NftHook[] OfInet = [.. Usual, NftHook.Ingress];

    /// <summary>The number, or null where the family has no such hook.</summary>
    internal static uint? Of(NftFamily family, NftHook hook)
    {
        var number = Array.IndexOf(Hooks(family), hook);
        return number >= 0 ? (uint)number : null;
    }

    /// <summary>The hook of a number.</summary>
    internal static NftHook From(NftFamily family, uint number) =>
        Hooks(family) is var hooks && number < hooks.Length ? hooks[number] : (NftHook)(Unknown + (int)Math.Min(number, byte.MaxValue));

    private static NftHook[] Hooks(NftFamily family) => family switch
    {
        NftFamily.Arp => OfArp,
        NftFamily.NetDevice => OfDevices,
        NftFamily.Inet => OfInet,
        _ => Usual,
    };
}
