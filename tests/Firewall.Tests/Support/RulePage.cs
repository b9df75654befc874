using System.Text;
using NetController.Firewall.Iptables;

namespace NetController.Firewall.Tests.Support;

/// <summary>Writes the pages under docs/rules.</summary>
internal static class RulePage
{
    private const string Notice = "<!-- Written by tests/Firewall.Tests; NETCONTROLLER_UPDATE_GOLDENS=1 rewrites it. -->";

    public static string Write(Scenario scenario, IReadOnlyList<IptablesRuleset> rulesets)
    {
        var text = new StringBuilder();
        text.Append($"{Notice}\n# {scenario.Title}\n\n{scenario.Story}\n");
        if (scenario.Policies.Length > 0)
        {
            text.Append("\n| link | IPv4 | IPv6 | internal | endpoints reach each other |\n|---|---|---|---|---|\n");
            text.AppendJoin("", scenario.Policies.Select(Row));
        }

        if (scenario.Endpoints.Length > 0)
        {
            text.Append("\n| endpoint | IPv4 | IPv6 | published |\n|---|---|---|---|\n");
            text.AppendJoin("", scenario.Endpoints.Select(Row));
        }

        foreach (var ruleset in rulesets)
        {
            text.Append($"\n## {ruleset.Family}\n\n");
            text.Append(ruleset.IsEmpty ? "No rules.\n" : $"```\n{RulesetText.Print(ruleset)}```\n");
        }

        return text.ToString();
    }

    public static string Index(IEnumerable<Scenario> scenarios)
    {
        var text = new StringBuilder($"{Notice}\n# Firewall rules, by situation\n\n");
        text.Append("What the iptables backend puts in the kernel, exactly as `iptables-save` and `ip6tables-save` print it.\n\n");
        text.AppendJoin("", scenarios.Select(static scenario => $"- [{scenario.Title}]({scenario.Name}.md)\n"));
        return text.ToString();
    }

    private static string Row(NetworkPolicy policy) =>
        $"| `{policy.Link}` | {Side(policy.IPv4)} | {Side(policy.IPv6)} | {YesNo(policy.Internal)} | {YesNo(policy.InterContainerConnectivity)} |\n";

    private static string Row(EndpointPolicy policy) =>
        $"| `{policy.Endpoint.Value.Short}` | {policy.IPv4?.ToString() ?? "–"} | {policy.IPv6?.ToString() ?? "–"} | {string.Join("<br>", policy.Ports.Items.Select(static ports => $"`{ports}`"))} |\n";

    private static string Side(FamilyPolicy? side) => side is null ? "–" : $"{side.Subnet}, {Mode(side)}";

    private static string Mode(FamilyPolicy side) => side switch
    {
        { Mode: GatewayMode.Routed } => "routed",
        { Mode: GatewayMode.Isolated } => "isolated",
        { Masquerade: false } => $"{Name(side.Mode)} without translation",
        { SourceAddress: { } source } => $"{Name(side.Mode)} as {source}",
        _ => Name(side.Mode),
    };

    private static string Name(GatewayMode mode) => mode == GatewayMode.NatUnprotected ? "nat-unprotected" : "nat";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
