namespace NetController.Netlink;

/// <summary>What a link does when its carrier comes (<c>IF_LINK_MODE_*</c>, linux/if.h); <c>ip link set mode</c>.</summary>
public enum LinkMode : byte
{
    /// <summary>It becomes operational at once.</summary>
    Default = 0,

    /// <summary>It waits for a program to say so, for example after authentication.</summary>
    Dormant = 1,
}
