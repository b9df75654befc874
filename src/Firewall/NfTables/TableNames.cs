using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>The table of ours and its chains.</summary>
internal static class TableNames
{
    /// <summary>The administrator's own chain, asked first: made once where missing, never flushed or changed after.</summary>
    public const string User = "user";

    /// <summary>Forwarded packets.</summary>
    public const string Forward = "forward";

    /// <summary>Lets packets to endpoints through that have the mark of the host's policy.</summary>
    public const string Marked = "marked";

    /// <summary>Opens published ports to whoever knows a route, where the host's policy says so.</summary>
    public const string Direct = "direct";

    /// <summary>Drops what is not ours, where the host's policy says so.</summary>
    public const string Guard = "guard";

    /// <summary>Packets to endpoints of a network in a mode with translation.</summary>
    public const string InNat = "in-nat";

    /// <summary>Packets to endpoints that are routed to.</summary>
    public const string InRouted = "in-routed";

    /// <summary>Packets between endpoints that are kept apart.</summary>
    public const string Apart = "apart";

    /// <summary>Lets packets to published ports through and no other.</summary>
    public const string Open = "open";

    /// <summary>Packets as they come in, before anything has looked at them.</summary>
    public const string Early = "early";

    /// <summary>Packets for loopback addresses that come in from elsewhere.</summary>
    public const string Protect = "protect";

    /// <summary>New connections from elsewhere.</summary>
    public const string Prerouting = "prerouting";

    /// <summary>New connections of the host itself.</summary>
    public const string Output = "output";

    /// <summary>Leads new connections to an address of the host to the endpoint whose port it is.</summary>
    public const string Published = "published";

    /// <summary>New connections as they go out.</summary>
    public const string Postrouting = "postrouting";

    private static readonly string[] Own =
        [Forward, Marked, Direct, Guard, InNat, InRouted, Apart, Open, Early, Protect, Prerouting, Output, Published, Postrouting];

    /// <summary>The table: <c>inet netctl</c>.</summary>
    public static NftTableName Table { get; } = new(NftFamily.Inet, "netctl");

    /// <summary>Whether a chain is ours to flush and delete. The administrator may put others beside them; the user chain is his too.</summary>
    public static bool IsOurs(string chain) => Array.IndexOf(Own, chain) >= 0;
}
