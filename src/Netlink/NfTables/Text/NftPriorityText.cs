using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Priorities as nft writes them: relative to the usual one that is at most ten away, where the family and hook have that, and else as numbers.</summary>
internal static class NftPriorityText
{
    private const int Reach = 10;

    private static readonly (int Priority, string Name, NftHook? Only)[] Usual =
    [
        (NftPriority.Raw, "raw", null), (NftPriority.Mangle, "mangle", null), (NftPriority.DestinationNat, "dstnat", NftHook.Prerouting),
        (NftPriority.Filter, "filter", null), (NftPriority.Security, "security", null), (NftPriority.SourceNat, "srcnat", NftHook.Postrouting),
    ];

    private static readonly (int Priority, string Name, NftHook? Only)[] OfDevices = [(NftPriority.Filter, "filter", null)];

    // NF_BR_PRI_* of linux/netfilter_bridge.h.
    private static readonly (int Priority, string Name, NftHook? Only)[] OfBridges =
        [(-300, "dstnat", NftHook.Prerouting), (-200, "filter", null), (100, "out", NftHook.Output), (300, "srcnat", NftHook.Postrouting)];

    internal static string Format(NftFamily family, NftHook hook, int priority)
    {
        var names = family switch
        {
            NftFamily.Bridge => OfBridges,
            NftFamily.Arp or NftFamily.NetDevice => OfDevices,
            _ => Usual,
        };
        foreach (var (usual, name, only) in names)
        {
            var distance = (long)priority - usual;
            if (Math.Abs(distance) <= Reach && (only ?? hook) == hook)
            {
                return distance == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {(distance < 0 ? '-' : '+')} {Math.Abs(distance)}");
            }
        }

        return priority.ToString(CultureInfo.InvariantCulture);
    }
}
