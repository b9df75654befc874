using System.Text;
using NetController.Firewall.NfTables;

namespace NetController.Firewall.Tests.Support;

/// <summary>Writes the pages under docs/rules/nftables.</summary>
internal static class TablePage
{
    public static string Write(Scenario scenario)
    {
        var text = new StringBuilder($"{RulePage.Notice}\n# {scenario.Title}, with nf_tables\n\n");
        if (scenario.Policies.Length == 0)
        {
            return text.Append("There is no table. It stays, with the chain `user` and nothing of ours, where an administrator has put something into it.\n").ToString();
        }

        text.Append($"The rules are those of [the table](README.md). What makes the situation are these elements; [the same with iptables](../{scenario.Name}.md) says in words what they do.\n");
        text.Append(RulePage.Tables(scenario)).Append("\n```\n");
        text.Append(TableText.PrintElements(Tables.BookOf(scenario).Elements, static _ => true)).Append("```\n");
        var rules = TableChains.OfHost(scenario.Host).SelectMany(static chain => chain.Rules).Select(static rule => $"add {rule}\n").ToArray();
        return rules.Length == 0 ? text.ToString() : text.Append("\nThe host's policy is a rule more:\n\n```\n").AppendJoin("", rules).Append("```\n").ToString();
    }

    public static string Index(IEnumerable<Scenario> scenarios)
    {
        var text = new StringBuilder($"{RulePage.Notice}\n# Firewall rules with nf_tables\n\n");
        text.Append("What the nf_tables backend puts in the kernel, exactly as `nft list table inet netctl` prints it. The rules are the same whatever networks, endpoints and ports there are: those are elements of the sets.\n\n");
        text.Append("- The chain `user` belongs to the administrator: it is made once, asked first for every forwarded packet, and never touched again. Chains and sets of other names in the table are his too. Another table's drop stands: an accept here ends this table only.\n");
        text.Append("- `inside`, `enclosed`, `inbound` and `outbound` decide by the link a packet comes from and goes to; `open4` and `open6` hold the published ports.\n");
        text.Append("- `dnat4`, `dnat6`, `any4` and `any6` lead ports of the host to endpoints, each port of a range by itself. Link-local sources and `::1` are left to whoever listens on the host.\n");
        text.Append("- `marked`, `direct` and `guard` hold a rule or two where the host's policy asks for it.\n\n");
        text.Append("```\n").Append(TableText.Print(new HostPolicy(), new Dictionary<ElementKey, ElementClaim>(), Tables.Owner)).Append("```\n\n");
        text.AppendJoin("", scenarios.Select(static scenario => $"- [{scenario.Title}]({scenario.Name}.md)\n"));
        return text.ToString();
    }
}
