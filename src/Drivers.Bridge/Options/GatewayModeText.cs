using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>Gateway modes as Docker writes them.</summary>
internal static class GatewayModeText
{
    public const string Expected = "'nat', 'nat-unprotected', 'routed' or 'isolated'";

    public static bool TryParse(string text, out GatewayMode mode)
    {
        (var known, mode) = text switch
        {
            "nat" => (true, GatewayMode.Nat),
            "nat-unprotected" => (true, GatewayMode.NatUnprotected),
            "routed" => (true, GatewayMode.Routed),
            "isolated" => (true, GatewayMode.Isolated),
            _ => (false, default),
        };
        return known;
    }

    public static string ToText(this GatewayMode mode) => mode switch
    {
        GatewayMode.Nat => "nat",
        GatewayMode.NatUnprotected => "nat-unprotected",
        GatewayMode.Routed => "routed",
        GatewayMode.Isolated => "isolated",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "It is no gateway mode."),
    };
}
