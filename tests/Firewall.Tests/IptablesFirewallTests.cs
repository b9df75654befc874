using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall.Backends;
using NetController.Firewall.Iptables;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

public sealed class IptablesFirewallTests
{
    private FakeIptables _fake = null!;
    private IptablesFirewall _firewall = null!;

    [SetUp]
    public void Open()
    {
        _fake = new FakeIptables();
        _firewall = new IptablesFirewall(new FirewallContext(Samples.Instance, NullLoggerFactory.Instance), FakeIptables.Programs, _fake);
    }

    [TearDown]
    public async Task Close() => await _firewall.DisposeAsync();

    [Test]
    public async Task Restoring_keeps_what_is_there_and_waits_for_the_lock()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);

        Assert.That(_fake.StartedPrograms, Is.EqualTo(new[] { "save4", "save6", "restore4" }));
        Assert.That(_fake.Started[^1].Arguments, Is.EqualTo(new[] { "--noflush", "--wait=20" }));
    }

    [Test]
    public async Task Nothing_is_flushed_that_an_operation_does_not_rebuild()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);

        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);

        Assert.That(_fake.Started[^1].Input.Split('\n'), Has.None.StartsWith(":").And.None.StartsWith("-F").And.None.StartsWith("-P"));
    }

    [Test]
    public async Task The_text_of_the_hundredth_network_is_as_long_as_that_of_the_second()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(101)), default);
        var lengths = new List<int>();
        for (var number = 102; number <= 200; number++)
        {
            await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(number)), default);
            lengths.Add(_fake.Started[^2].Input.Length);
        }

        Assert.That(lengths, Is.All.EqualTo(lengths[0]));
    }

    [Test]
    public async Task A_change_from_outside_that_gets_in_the_way_is_met_with_one_more_look()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        _fake.Kernel['4'] = ObservedRuleset.Empty;
        _fake.Started.Clear();

        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);

        Assert.That(_fake.StartedPrograms, Is.EqualTo(new[] { "restore4", "save4", "restore4" }));
        Assert.That(await _firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_refusal_that_nobody_caused_is_not_tried_again_and_names_the_rule()
    {
        _fake.Answer = static command => command.Program == "restore4" ? new ProcessResult(2, "", "Error occurred at line: 8\n") : null;

        var refused = await Assert.ThrowsAsync<OperationFailedException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default));

        Assert.That(refused!.Message, Does.Contain(_fake.Started.First(static c => c.Program == "restore4").Input.Split('\n')[7]));
        Assert.That(_fake.StartedPrograms.Count(static program => program == "restore4"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_transaction_too_long_for_an_ordinary_users_message_goes_in_blocks_from_what_is_there_then()
    {
        _fake.Answer = static command => command.Program == "restore4" && command.Input.Contains("*nat", StringComparison.Ordinal) && LongestBlock(command.Input) > 390
            ? new ProcessResult(1, "", "sendmsg() failed: Message too long\niptables-nft-restore: line 397 failed: Message too long.\n")
            : null;

        await _firewall.ApplyAsync(new FirewallChange { Set = [.. Enumerable.Range(1, 300).Select(Samples.Policy)] }, default);

        Assert.That(_fake.StartedPrograms, Is.EqualTo(new[] { "save4", "save6", "restore4", "save4", "restore4" }));
        Assert.That(LongestBlock(_fake.Started[^1].Input), Is.LessThan(200));
        Assert.That(await _firewall.CheckAsync(default), Is.Empty);
    }

    private static int LongestBlock(string script) => script.Split("COMMIT").Max(static block => block.Split('\n').Length);

    [Test]
    public async Task What_cannot_be_undone_is_reported_beside_the_cause()
    {
        _fake.Answer = command => command.Program switch
        {
            "restore6" => new ProcessResult(1, "", "cause"),
            "restore4" when _fake.StartedPrograms.Contains("restore6") => new ProcessResult(1, "", "undo"),
            _ => null,
        };

        var refused = await Assert.ThrowsAsync<OperationFailedException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default));

        Assert.That(refused!.Message, Does.Contain("cause"));
        Assert.That(refused.RollbackFailures, Has.Length.EqualTo(1));
        Assert.That(refused.RollbackFailures[0].Message, Does.Contain("IPv4").And.Contain("undo"));
    }

    [TestCase("iptables-restore v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)", 4)]
    [TestCase("Fatal: can't open lock file /run/xtables.lock: Permission denied", 4)]
    [TestCase("nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted", 1)]
    public async Task Missing_privileges_are_forbidden(string said, int exitCode)
    {
        _fake.Answer = _ => new ProcessResult(exitCode, "", said);

        var forbidden = await Assert.ThrowsAsync<OperationForbiddenException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default));

        Assert.That(forbidden!.Kind, Is.EqualTo(ErrorKind.Forbidden));
        Assert.That(forbidden.Message, Does.Contain("root"));
    }

    [Test]
    public async Task A_lock_that_stays_held_is_unavailable_and_not_tried_again()
    {
        _fake.Answer = static command => command.Program == "restore4"
            ? new ProcessResult(4, "", "Another app is currently holding the xtables lock. Stopped waiting after 20s.\n")
            : null;

        var held = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default));

        Assert.That(held!.Message, Does.Contain("/run/xtables.lock"));
        Assert.That(_fake.StartedPrograms.Count(static program => program == "restore4"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_IPv6_that_is_switched_off_does_not_trouble_networks_without_it()
    {
        _fake.Answer = static command => command.Program is "save6" or "restore6" ? new ProcessResult(3, "", "can't initialize ip6tables table: Address family not supported") : null;

        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        await _firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);

        Assert.That(_fake.StartedPrograms, Is.EqualTo(new[] { "save4", "save6", "restore4", "restore4" }));
        Assert.That(await _firewall.CheckAsync(default), Is.Empty);
        await Assert.ThrowsAsync<OperationFailedException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(2)), default));
        Assert.That(await _firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task Operations_from_many_threads_run_one_after_another()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(number => Task.Run(async () => await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(number)), default))));

        Assert.That(await _firewall.CheckAsync(default), Is.Empty);
        Assert.That(_fake.Kernel['4'].Rules("nat", "NETCTL-POST")!.Value, Has.Length.EqualTo(50));
    }

    [Test]
    public async Task Adopted_policies_are_compared_and_not_applied()
    {
        await _firewall.AdoptAsync(Samples.Set(Samples.Policy(1)), default);

        var drift = await _firewall.CheckAsync(default);

        Assert.That(_fake.StartedPrograms, Is.EquivalentTo(new[] { "save4", "save6" }));
        Assert.That(drift.Select(static one => one.Network), Has.Some.EqualTo(Samples.Network(1)));
    }

    [Test]
    public async Task A_leftover_rule_of_another_start_is_swept_by_a_repair()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        await using var anew = new IptablesFirewall(new FirewallContext(Samples.Instance, NullLoggerFactory.Instance), FakeIptables.Programs, _fake);

        await anew.RepairAsync(default);

        Assert.That(_fake.Kernel.Values.Select(SaveText.Of), Has.None.Contain("NETCTL"));
    }

    [Test]
    public async Task What_the_other_backend_has_left_may_resist_once_without_harm_to_a_change()
    {
        var attempts = 0;
        await using var firewall = new IptablesFirewall(
            new FirewallContext(Samples.Instance, NullLoggerFactory.Instance),
            FakeIptables.Programs,
            _fake,
            () => ++attempts == 1 ? throw new OperationForbiddenException("not now", "later") : ["nft delete table inet netctl"]);

        await firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        Assert.That(await firewall.CheckAsync(default), Is.Empty, "the change is in force");

        Assert.That(await firewall.RepairAsync(default), Is.EqualTo(new[] { "nft delete table inet netctl" }));
        await firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);
        Assert.That(attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task Rendering_shows_everything_or_one_networks_part()
    {
        await _firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.Policy(2)), default);

        Assert.That(_firewall.Render(), Does.Contain("# iptables-save").And.Contain("# ip6tables-save").And.Contain("br-1").And.Contain("br-2").And.Contain(":NETCTL-USER"));
        Assert.That(_firewall.Render(Samples.Network(2)), Does.Contain("br-2").And.Not.Contain("br-1").And.Not.Contain("ip6tables"));
        Assert.That(_firewall.Render(Samples.Network(3)), Is.Empty);
    }

    [Test]
    public async Task A_policy_that_cannot_be_a_rule_is_not_taken_as_being_in_force_either()
    {
        await Assert.ThrowsAsync<InvalidRequestException>(async () => await _firewall.AdoptAsync(Samples.Set(Samples.Policy(1) with { Link = "br+" }, Samples.Policy(2)), default));

        Assert.That(_firewall.Render(), Does.Not.Contain("br"));
    }

    [Test]
    public async Task A_policy_that_cannot_be_a_rule_is_refused_before_anything_runs()
    {
        await Assert.ThrowsAsync<InvalidRequestException>(async () => await _firewall.ApplyAsync(Samples.Set(Samples.Policy(1) with { Link = "br+" }), default));

        Assert.That(_fake.Started, Is.Empty);
    }
}
