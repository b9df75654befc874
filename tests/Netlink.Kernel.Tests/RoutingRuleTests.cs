using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class RoutingRuleTests : KernelTest
{
    private static IEnumerable<RoutingRule> Rules() =>
    [
        new(AddressFamily.InterNetwork) { Priority = 100, From = IPNetwork.Parse("10.0.0.0/8"), Table = new RouteTable(1000), SuppressPrefixLength = 0 },
        new(AddressFamily.InterNetwork) { Priority = 101, To = IPNetwork.Parse("10.2.0.0/16"), IsInverted = true, IncomingLink = "lo", OutgoingLink = "eth0", Table = new RouteTable(77) },
        new(AddressFamily.InterNetwork) { Priority = 102, Mark = 1, MarkMask = 0xff, Table = RouteTable.Main, Protocol = RouteProtocol.Static },
        new(AddressFamily.InterNetwork) { Priority = 103, TransportProtocol = IpProtocol.Tcp, SourcePorts = new PortRange(5, 7), DestinationPorts = new PortRange(443), Users = new UserRange(0, 0), SuppressGroup = 4 },
        new(AddressFamily.InterNetwork) { Priority = 104, Target = 32766 },
        new(AddressFamily.InterNetwork) { Priority = 105, Action = RoutingRuleAction.Blackhole },
        new(AddressFamily.InterNetwork) { Priority = 106, Action = RoutingRuleAction.Prohibit, TypeOfService = 16 },
        new(AddressFamily.InterNetwork) { Priority = 107, Action = RoutingRuleAction.Nothing },
        new(AddressFamily.InterNetworkV6) { Priority = 200, From = IPNetwork.Parse("fd00::/16"), To = IPNetwork.Parse("fd01::1/128"), Table = new RouteTable(70000) },
        new(AddressFamily.InterNetworkV6) { Priority = 201, Action = RoutingRuleAction.Unreachable, Mark = 0x10 },
    ];

    [Test]
    public void Rules_are_those_ip_shows()
    {
        foreach (var rule in Rules())
        {
            Host.Route.AddRule(rule);
        }

        foreach (var (flag, family) in new[] { ("-4", AddressFamily.InterNetwork), ("-6", AddressFamily.InterNetworkV6) })
        {
            using var document = JsonDocument.Parse(Host.Run($"ip {flag} -N -d -j rule show"));
            Assert.That(Host.Route.ListRules(family).Select(Row), Is.EqualTo(document.RootElement.EnumerateArray().Select(Row)));
        }

        Assert.That(Host.Route.ListRules(), Is.EqualTo(Host.Route.ListRules(AddressFamily.InterNetwork).Concat(Host.Route.ListRules(AddressFamily.InterNetworkV6))));
    }

    [TestCaseSource(nameof(Rules))]
    public void A_rule_that_was_added_is_listed_as_it_is_and_deleted_by_what_was_listed(RoutingRule rule)
    {
        var before = Host.Route.ListRules();
        Host.Route.AddRule(rule);
        var listed = Host.Route.ListRules().Except(before).Single();
        Assert.That(Host.Route.ListRules(), Has.Length.EqualTo(before.Length + 1));
        Assert.That((listed.Priority, listed.From, listed.To, listed.IsInverted, listed.Mark), Is.EqualTo((rule.Priority, rule.From, rule.To, rule.IsInverted, rule.Mark)));
        Assert.That(() => Host.Route.AddRule(rule), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));

        Host.Route.DeleteRule(listed);
        Assert.That(Host.Route.ListRules(), Is.EqualTo(before));
        Assert.That(() => Host.Route.DeleteRule(listed), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [TestCase("iif eth0:1")]
    [TestCase("oif a%d")]
    public void A_rule_about_a_name_that_no_link_can_have_is_listed_and_deleted(string condition)
    {
        // Neither the kernel nor ip looks at the name.
        var before = Host.Route.ListRules();
        Host.Run($"ip rule add {condition} table 100");
        var listed = Host.Route.ListRules().Except(before).Single();
        Assert.That(listed.IncomingLink ?? listed.OutgoingLink, Is.EqualTo(condition.Split(' ')[1]));

        Host.Route.DeleteRule(listed);
        Assert.That(Host.Route.ListRules(), Is.EqualTo(before));
    }

    [TestCase("-4", "10.1.2.3/8", "10.0.0.0/8")]
    [TestCase("-6", "fd00::1/16", "fd00::/16")]
    public void A_rule_from_a_network_that_is_given_by_one_of_its_addresses_is_listed_and_deleted(string flag, string given, string network)
    {
        var before = Host.Route.ListRules();
        Host.Run($"ip {flag} rule add from {given} to {given} table 100");
        var listed = Host.Route.ListRules().Except(before).Single();
        Assert.That((listed.From, listed.To), Is.EqualTo((IPNetwork.Parse(network), IPNetwork.Parse(network))));

        Host.Route.DeleteRule(listed);
        Assert.That(Host.Route.ListRules(), Is.EqualTo(before));
    }

    [Test]
    public void A_rule_without_a_priority_comes_before_the_first()
    {
        Host.Route.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Mark = 5 });
        var made = Host.Route.ListRules().Single(static r => r.Mark == 5);
        Assert.That((made.Priority, made.Table, made.Action, made.Protocol), Is.EqualTo(((uint?)32765, (RouteTable?)RouteTable.Main, (RoutingRuleAction?)RoutingRuleAction.Lookup, (RouteProtocol?)RouteProtocol.Boot)));
    }

    [Test]
    public void A_refused_rule_is_named_as_a_person_would()
    {
        var rule = new RoutingRule(AddressFamily.InterNetwork) { Priority = 7, From = IPNetwork.Parse("10.0.0.0/8"), Table = new RouteTable(9) };
        var error = Assert.Throws<NetlinkException>(() => Host.Route.DeleteRule(rule))!;
        Assert.That(error.Operation, Is.EqualTo("rule delete priority 7 from 10.0.0.0/8 lookup 9"));
    }

    [Test]
    public void Rules_choose_the_way_a_question_is_answered_with()
    {
        Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true });
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { IsUp = true });
        var link = Host.Route.FindLink("a")!.Index;
        Host.Route.AddAddress(link, IPAddress.Parse("10.1.0.1"), 24);
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("203.0.113.0/24")) { Gateway = IPAddress.Parse("10.1.0.2"), Table = new RouteTable(100) });
        var destination = IPAddress.Parse("203.0.113.7");
        Host.Route.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Mark = 42, Table = new RouteTable(100) });

        Assert.That(Host.Route.FindRoute(destination), Is.Null);
        var way = Host.Route.FindRoute(new RouteQuery(destination) { Mark = 42 })!;
        Assert.That((way.Gateway, way.Link, way.Table, way.Mark), Is.EqualTo((IPAddress.Parse("10.1.0.2"), (LinkIndex?)link, new RouteTable(100), (uint?)42)));
    }

    private static string Row(RoutingRule r)
    {
        var action = r.Action switch { RoutingRuleAction.Lookup => "", RoutingRuleAction.GoTo => "", RoutingRuleAction.Nothing => "nop", var other => $"{(int)other!}" };
        var ports = $"{r.SourcePorts} {r.DestinationPorts}";
        var mark = r.Mark is { } value ? $"0x{value:x}{(r.MarkMask == uint.MaxValue ? "" : $"/0x{r.MarkMask:x}")}" : "";
        return $"{r.Priority}{(r.IsInverted ? " not" : "")} from {Address(r.From)} to {Address(r.To)} iif {r.IncomingLink} oif {r.OutgoingLink} mark {mark} tos {(r.TypeOfService == 0 ? "" : $"0x{r.TypeOfService:x}")} "
            + $"proto {(byte?)r.TransportProtocol} ports {ports} users {r.Users?.First} {r.Users?.Last} table {(r.Action is RoutingRuleAction.Lookup ? r.Table?.Value : null)} goto {r.Target} action {action} "
            + $"suppress {r.SuppressPrefixLength} {r.SuppressGroup} by {(int)r.Protocol!}";
    }

    private static string Row(JsonElement e)
    {
        var ports = $"{Range(e, "sport")} {Range(e, "dport")}";
        var mark = Text(e, "fwmark") is { Length: > 0 } value ? value + (Text(e, "fwmask") is { Length: > 0 } mask ? $"/{mask}" : "") : "";
        return $"{Text(e, "priority")}{(e.TryGetProperty("not", out _) ? " not" : "")} from {Address(e, "src")} to {Address(e, "dst")} iif {Text(e, "iif")} oif {Text(e, "oif")} mark {mark} tos {Text(e, "tos")} "
            + $"proto {Text(e, "ipproto").Replace("ipproto-", "", StringComparison.Ordinal)} ports {ports} users {Text(e, "uid_start")} {Text(e, "uid_end")} table {Text(e, "table")} goto {Text(e, "goto")} action {(e.TryGetProperty("nop", out _) ? "nop" : Text(e, "action"))} "
            + $"suppress {Text(e, "suppress_prefixlen")} {Text(e, "suppress_ifgroup")} by {Text(e, "protocol")}";
    }

    private static string Address(IPNetwork? network) => network is { } one ? one.ToString() : "";

    private static string Address(JsonElement e, string name) => Text(e, name) switch
    {
        "" or "all" => "",
        var text when Text(e, name + "len") is { Length: > 0 } length => $"{text}/{length}",
        var text => text + (text.Contains(':', StringComparison.Ordinal) ? "/128" : "/32"),
    };

    private static string Range(JsonElement e, string name) =>
        Text(e, name) is { Length: > 0 } single ? single : Text(e, name + "_start") is { Length: > 0 } start ? $"{start}-{Text(e, name + "_end")}" : "";

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}
