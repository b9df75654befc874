using System.Text.Json;
using NetController.Firewall.Backends;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;
using NetController.Netlink;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>The native backend: what it puts in the kernel is what <c>nft</c> would, and whatever happens behind our back is named and cured.</summary>
public sealed class NftablesFirewallTests() : FirewallTest(new Variant("nftables"))
{
    private static readonly FirewallChange Web = Samples.Set(Samples.DualStack(1), Samples.DualStack(2)) with
    {
        SetEndpoints = [Samples.In(1, 2, "8080:80", "127.0.0.1:53:53/udp"), Samples.In(2, 2, "192.0.2.1:7000-7002:8000-8002")],
    };

    private static IEnumerable<Scenario> All => Scenarios.All;

    [TestCaseSource(nameof(All))]
    public async Task The_text_of_every_scenario_makes_the_same_state_by_nft(object given)
    {
        var scenario = (Scenario)given;
        await Firewall.ApplyAsync(scenario.Change, default);
        var typed = NewNamespace("typed");

        await File.WriteAllTextAsync($"{typed.Path}.nft", Firewall.Render());
        typed.Run($"nft -f {typed.Path}.nft && rm {typed.Path}.nft");

        Assert.That(Listed(Host), Is.EqualTo(Listed(typed)));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task What_is_in_force_is_listed_by_nft_to_the_letter_and_as_json()
    {
        await Firewall.ApplyAsync(Web, default);

        var listed = Host.Run("nft list table inet netctl");

        Assert.That(Sorted(listed), Is.EqualTo(Sorted(Firewall.Render())));
        using var json = JsonDocument.Parse(Host.Run("nft -j list table inet netctl"));
        Assert.That(json.RootElement.GetProperty("nftables").GetArrayLength(), Is.GreaterThan(50));
    }

    [Test]
    public async Task Who_does_not_want_the_commands_has_the_change_all_the_same()
    {
        var told = await Firewall.ApplyAsync(Web with { TellsCommands = false }, default);

        Assert.That(told, Is.Empty);
        Assert.That(Host.Run("nft list table inet netctl"), Does.Contain("tcp . 8080"));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task The_commands_returned_do_the_same_when_they_are_typed()
    {
        var typed = NewNamespace("typed");
        List<string> commands = [.. await Firewall.ApplyAsync(Web, default)];
        commands.AddRange(await Firewall.ApplyAsync(
            new FirewallChange
            {
                Set = [Samples.DualStack(1) with { InterContainerConnectivity = false }],
                SetEndpoints = [Samples.In(1, 2, "8081:80")],
                RemoveEndpoints = [Samples.Endpoint(0x202)],
                Host = new HostPolicy(GuardIPv4: true) { AllowDirectRouting = true, AcceptMark = new FirewallMark(1, 0xff) },
            },
            default));

        foreach (var command in commands)
        {
            typed.Run(command);
        }

        Assert.That(Listed(typed), Is.EqualTo(Listed(Host)));
    }

    [Test]
    public async Task A_controller_that_starts_anew_only_looks_and_changes_nothing()
    {
        await Firewall.ApplyAsync(Web, default);
        var generation = Generation();
        await using var anew = Open();
        await anew.AdoptAsync(Web, default);

        var changes = await anew.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);

        Assert.That(changes, Is.Empty);
        Assert.That(Generation(), Is.EqualTo(generation), "the kernel was not touched");
    }

    [Test]
    public async Task A_policy_that_is_refused_is_not_taken_as_being_in_force_either()
    {
        await using var anew = Open();
        await Assert.ThatAsync(async () => await anew.AdoptAsync(Samples.Set(Samples.DualStack(1) with { Link = "br+" }), default), Throws.InstanceOf<InvalidRequestException>());
        await anew.ApplyAsync(Samples.Set(Samples.DualStack(2)), default);

        Assert.That(Listed(Host), Does.Not.Contain("br+"));
    }

    [Test]
    public async Task A_controller_that_starts_anew_mends_what_was_changed_meanwhile_and_takes_away_what_it_does_not_know()
    {
        await Firewall.ApplyAsync(Web, default);
        var before = Listed(Host);
        Host.Run("nft 'delete element inet netctl any4 { tcp . 8080 }; add element inet netctl any4 { tcp . 9 : 10.0.1.9 . 9 }'");
        await using var anew = Open();
        await anew.AdoptAsync(Web, default);

        var changes = await anew.ApplyAsync(new FirewallChange(), default);

        Assert.That(changes, Is.EqualTo(new[]
        {
            "nft 'delete element inet netctl any4 { tcp . 9 }'",
            "nft 'add element inet netctl any4 { tcp . 8080 : 10.0.1.2 . 80 }'",
        }));
        Assert.That(Listed(Host), Is.EqualTo(before));
    }

    [TestCase("flush ruleset")]
    [TestCase("delete table inet netctl")]
    [TestCase("flush ruleset; add table inet netctl")]
    public async Task A_flush_between_two_operations_is_cured_by_the_second(string command)
    {
        await Firewall.ApplyAsync(Web, default);
        Host.Run($"nft '{command}'");

        await Firewall.ApplyAsync(Samples.SetEndpoints(Samples.In(1, 3, "8090:90")), default);

        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        Assert.That(Host.Run("nft list map inet netctl any4"), Does.Contain("tcp . 8080 : 10.0.1.2 . 80").And.Contain("tcp . 8090 : 10.0.1.3 . 90"));
    }

    [TestCase("flush chain inet netctl in-nat", "nft inet netctl in-nat", 6)]
    [TestCase("flush table inet netctl", "nft inet netctl forward", 43)]
    [TestCase("delete element inet netctl any4 { tcp . 8080 }", "nft inet netctl any4", 1)]
    [TestCase("add element inet netctl open4 { 10.0.1.9 . tcp . 1 }", "nft inet netctl open4", 1)]
    [TestCase("delete element inet netctl any4 { tcp . 8080 }; add element inet netctl any4 { tcp . 8080 : 10.0.1.9 . 80 }", "nft inet netctl any4", 2)]
    [TestCase("insert rule inet netctl forward drop", "nft inet netctl forward", 1)]
    [TestCase("delete element inet netctl inside { ipv4 . \"br-1\" . \"br-1\" }", "nft inet netctl inside", 1)]
    [TestCase("flush chain inet netctl in-nat; add rule inet netctl in-nat drop; add rule inet netctl in-nat jump direct", "nft inet netctl in-nat", 1)]
    [TestCase("flush chain inet netctl forward; delete chain inet netctl forward", "nft inet netctl forward", 8)]
    [TestCase("flush chain inet netctl early; delete chain inet netctl early; add chain inet netctl early { type filter hook input priority 0; }", "nft inet netctl early", 2)]
    [TestCase("flush chain inet netctl protect; delete set inet netctl loopback; add set inet netctl loopback { type inet_service; }", "nft inet netctl loopback", 4)]
    [TestCase("delete table inet netctl", "nft inet netctl", 100)]
    public async Task A_change_is_named_and_cured(string command, string resource, int drifts)
    {
        await Firewall.ApplyAsync(Web, default);
        var before = Listed(Host);
        Host.Run($"nft '{command}'");

        var drift = await Firewall.CheckAsync(default);
        var cure = await Firewall.RepairAsync(default);

        Assert.That(drift.Select(static one => one.Resource), Has.Some.EqualTo(resource));
        Assert.That(drift, drifts == 100 ? Has.Length.GreaterThan(drifts) : Has.Length.EqualTo(drifts), string.Join('\n', drift));
        Assert.That(cure, Is.Not.Empty);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        Assert.That(Listed(Host), Is.EqualTo(before));
    }

    [TestCase("flush chain inet netctl in-nat")]
    [TestCase("flush table inet netctl")]
    [TestCase("delete element inet netctl any4 { tcp . 8080 }; add element inet netctl any4 { tcp . 8080 : 10.0.1.9 . 80 }")]
    [TestCase("insert rule inet netctl forward drop; add rule inet netctl forward accept")]
    [TestCase("flush chain inet netctl published; add rule inet netctl published return")]
    [TestCase("delete table inet netctl")]
    public async Task The_cures_of_drift_cure_it_when_they_are_typed(string command)
    {
        await Firewall.ApplyAsync(Web, default);
        var before = Listed(Host);
        Host.Run($"nft '{command}'");

        foreach (var drift in await Firewall.CheckAsync(default))
        {
            Host.Run(drift.Fix);
        }

        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        Assert.That(Listed(Host), Is.EqualTo(before));
    }

    [Test]
    public async Task Drift_names_the_network_and_the_endpoint()
    {
        await Firewall.ApplyAsync(Web, default);
        Host.Run("nft 'delete element inet netctl any4 { tcp . 8080 }; delete element inet netctl bridges { ipv6 . \"br-2\" }'");

        var drift = await Firewall.CheckAsync(default);

        Assert.That(drift, Is.EqualTo(new[]
        {
            new Drift("nft inet netctl bridges", "element inet netctl bridges { ipv6 . \"br-2\" }", null, "nft 'add element inet netctl bridges { ipv6 . \"br-2\" }'")
            {
                Network = Samples.Network(2),
            },
            new Drift(
                "nft inet netctl any4",
                "element inet netctl any4 { tcp . 8080 : 10.0.1.2 . 80 }",
                null,
                "nft 'add element inet netctl any4 { tcp . 8080 : 10.0.1.2 . 80 }'")
            {
                Network = Samples.Network(1),
                Endpoint = Samples.Endpoint(0x102),
            },
        }));
    }

    [Test]
    public async Task A_plan_tells_what_a_change_would_do_and_does_nothing()
    {
        await Firewall.ApplyAsync(Web, default);
        var generation = Generation();

        var plan = await Firewall.PlanAsync(Samples.Set(Samples.Policy(3)) with { RemoveEndpoints = [Samples.Endpoint(0x102)] }, default);

        Assert.That(plan.Where(static one => one.Expected is null), Has.Exactly(6).Matches<Drift>(static one => one!.Endpoint == Samples.Endpoint(0x102)));
        Assert.That(plan.Where(static one => one.Actual is null), Has.Exactly(7).Matches<Drift>(static one => one!.Network == Samples.Network(3)));
        Assert.That(plan, Has.Length.EqualTo(13));
        Assert.That(Generation(), Is.EqualTo(generation));
    }

    [Test]
    public async Task Removing_the_networks_leaves_nothing_of_ours()
    {
        await Firewall.ApplyAsync(Web, default);

        await Firewall.ApplyAsync(Samples.Remove(1), default);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        await Firewall.ApplyAsync(Samples.Remove(2), default);

        Assert.That(Host.Run("nft list ruleset"), Is.Empty);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task What_the_administrator_puts_into_the_table_stays()
    {
        await Firewall.ApplyAsync(Web, default);
        Host.Run("nft 'add chain inet netctl mine; add rule inet netctl mine counter; add rule inet netctl user ip saddr 198.51.100.1 jump mine'");

        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(3)), default);
        await Firewall.RepairAsync(default);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        await Firewall.ApplyAsync(Samples.Remove(1, 2, 3), default);

        var left = Host.Run("nft list ruleset");
        Assert.That(left, Does.Contain("ip saddr 198.51.100.1 jump mine").And.Contain("counter packets").And.Not.Contain("hook").And.Not.Contain("map"));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);

        await Firewall.ApplyAsync(Web, default);
        Assert.That(Host.Run("nft list ruleset"), Does.Contain("ip saddr 198.51.100.1 jump mine").And.Contain("jump user"));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task Rules_of_the_administrator_may_use_what_is_ours()
    {
        await Firewall.ApplyAsync(Web, default);
        Host.Run("nft 'add rule inet netctl user meta nfproto . iifname @bridges counter; add rule inet netctl user udp dport 53 jump open'");

        await Firewall.ApplyAsync(Samples.Remove(1, 2), default);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        await Firewall.RepairAsync(default);
        var left = Host.Run("nft list table inet netctl");
        Assert.That(left, Does.Contain("iifname @bridges counter").And.Contain("jump open").And.Not.Contain("hook").And.Not.Contain("elements"));

        await Firewall.ApplyAsync(Web, default);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task Rules_of_others_are_left_alone()
    {
        Host.Run("nft 'add table inet other; add chain inet other forward { type filter hook forward priority 0; policy accept; }; add rule inet other forward counter'");
        var before = Host.Run("nft list table inet other");

        await Firewall.ApplyAsync(Web, default);
        await Firewall.RepairAsync(default);
        await Firewall.ApplyAsync(Samples.Remove(1, 2), default);

        Assert.That(Host.Run("nft list ruleset"), Is.EqualTo(before));
    }

    [Test]
    public async Task A_change_that_the_kernel_refuses_leaves_everything_as_it_was()
    {
        await Firewall.ApplyAsync(Web, default);
        var before = Listed(Host);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(async () => await Firewall.ApplyAsync(Samples.SetEndpoints(Samples.In(1, 4, "90:90"), Samples.In(1, 3, "8080:80")), default));

        Assert.That(refused!.Message, Does.Contain("tcp . 8080").And.Contain(Samples.Endpoint(0x102).Short));
        Assert.That(Listed(Host), Is.EqualTo(before));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_change_by_somebody_else_between_look_and_transaction_is_looked_at()
    {
        var tracer = new IntrudingTracer(2, () => Host.Run("nft 'add table inet netctl; add set inet netctl open4 { type mark; }'"));
        await using var firewall = new NftablesFirewall(Context, leftovers: null, new NetlinkSocketOptions { Tracer = tracer });

        await firewall.ApplyAsync(Web, default);

        Assert.That(await firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task Somebody_who_changes_the_rules_all_the_time_is_named_and_nothing_is_in_force()
    {
        var tracer = new IntrudingTracer(int.MaxValue, () => Host.Run("nft 'add table ip busy; delete table ip busy'"));
        await using var firewall = new NftablesFirewall(Context, leftovers: null, new NetlinkSocketOptions { Tracer = tracer });

        var refused = await Assert.ThrowsAsync<OperationFailedException>(async () => await firewall.ApplyAsync(Web, default));

        Assert.That(refused!.Message, Does.Contain("ERESTART"));
        Assert.That(Host.Run("nft list ruleset"), Is.Empty);
    }

    [Test]
    public async Task A_port_moves_from_one_endpoint_to_another_in_one_change()
    {
        await Firewall.ApplyAsync(Web, default);

        await Firewall.ApplyAsync(Samples.SetEndpoints(Samples.In(1, 3, "8080:81")) with { RemoveEndpoints = [Samples.Endpoint(0x102)] }, default);

        Assert.That(Host.Run("nft list map inet netctl any4"), Does.Contain("tcp . 8080 : 10.0.1.3 . 81"));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_namespace_that_is_gone_is_named()
    {
        await using var gone = new NftablesFirewall(Context with { HostNamespacePath = "/no/such/namespace" }, leftovers: null);

        var failed = await Assert.ThrowsAsync<OperationFailedException>(async () => await gone.ApplyAsync(Samples.Set(Samples.Policy(1)), default));

        Assert.That(failed!.Message, Does.Contain("/no/such/namespace"));
    }

    [Test]
    public async Task Thousands_of_endpoints_come_back_at_once_after_a_flush()
    {
        // Without privileges over the machine a transaction is limited (net.core.wmem_max), and this one is longer.
        await Firewall.ApplyAsync(Samples.Set([.. Enumerable.Range(0, 20).Select(static n => Samples.DualStack(16 + n))]), default);
        await Firewall.ApplyAsync(new FirewallChange { SetEndpoints = [.. Enumerable.Range(0, 2000).Select(static n => Samples.In(16 + (n / 200), 3 + (n % 200), $"{10000 + n}:80"))] }, default);
        var before = Listed(Host);
        Host.Run("nft flush ruleset");

        await Firewall.ApplyAsync(Samples.SetEndpoints(Samples.In(30, 9, "80:80")), default);
        await Firewall.ApplyAsync(new FirewallChange { RemoveEndpoints = [Samples.Endpoint((30 * 256) + 9)] }, default);

        Assert.That(Listed(Host), Is.EqualTo(before));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    private static string[] Listed(TestSupport.TestNamespace host) => Sorted(host.Run("nft list ruleset"));

    // nft lists the elements of hash sets in an order of the kernel's own, and chains as they were made.
    private static string[] Sorted(string listed) =>
        [.. listed.Replace("elements = {", "", StringComparison.Ordinal).Replace(" }", "", StringComparison.Ordinal).Split(['\n', ',']).Select(static line => line.Trim()).Where(static line => line.Length > 0).Order(StringComparer.Ordinal)];

    private uint Generation()
    {
        using var connection = Netlink.NfTables.NftConnection.Open(Host.Namespace);
        return connection.GetGeneration();
    }
}
