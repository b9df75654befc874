using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>What people read.</summary>
public sealed class TableTests
{
    [Test]
    public void Networks_are_listed_as_docker_lists_them_with_their_state()
    {
        var printed = Tool.Print(static console => NetworkTable.Write(console, Samples.All, wholeIds: false));

        Assert.That(printed, Is.EqualTo(
            """
            NETWORK ID     NAME       DRIVER   SCOPE   STATE
            bbbbbbbbbbbb   none       null     local   Active
            aaaaaaaaaaaa   web        bridge   local   Degraded
            cccccccccccc   web-idle   bridge   local   Active

            """));
    }

    [Test]
    public void Without_networks_the_headings_stand_alone()
    {
        var printed = Tool.Print(static console => NetworkTable.Write(console, [], wholeIds: false));

        Assert.That(printed, Is.EqualTo("NETWORK ID   NAME   DRIVER   SCOPE   STATE\n"));
    }

    [Test]
    public void Nothing_is_cut_or_wrapped_for_a_program()
    {
        var name = new string('n', 255);
        var network = Samples.Web with { Record = Samples.Web.Record with { Name = name } };

        var printed = Tool.Print(console => NetworkTable.Write(console, [network], wholeIds: true));

        Assert.That(printed.Split('\n')[1], Does.StartWith($"{new string('a', 64)}   {name}   bridge"));
    }

    [TestCase(40)]
    [TestCase(200)]
    public void Names_are_not_cut_on_a_terminal_either(int width)
    {
        using var output = new StringWriter();
        var console = new NetctlConsole(output, output) { Width = width };

        NetworkTable.Write(console, Samples.All, wholeIds: false);

        Assert.That(output.ToString(), Does.Contain("web-idle").And.Contain("aaaaaaaaaaaa"));
    }

    [Test]
    public void On_a_terminal_the_last_column_wraps()
    {
        using var output = new StringWriter();
        var console = new NetctlConsole(output, output) { Width = 115 };

        DriftTable.Write(console, JsonMapping.Drift(Samples.Drift, Samples.Names));

        Assert.That(output.ToString().Split('\n').Select(static line => line.Length), Is.All.LessThanOrEqualTo(115));
    }

    [Test]
    public void Drift_says_what_should_be_what_is_and_what_cures_it()
    {
        var printed = Tool.Print(static console => DriftTable.Write(console, JsonMapping.Drift(Samples.Drift, Samples.Names)));

        Assert.That(printed, Is.EqualTo(
            """
            NETWORK   RESOURCE                  EXPECTED                    ACTUAL     FIX
            web       link nc-aaaaaaaaaaaa      mtu 1500                    mtu 1400   ip link set dev nc-aaaaaaaaaaaa mtu 1500
            -         iptables filter FORWARD   -A FORWARD -j NETCTL-USER   -          iptables -t filter -I FORWARD 1 -j NETCTL-USER

            """));
    }

    [Test]
    public void Escape_sequences_appear_only_where_colour_is_wanted()
    {
        using var output = new StringWriter();
        var colored = new NetctlConsole(output, output) { ColorOutput = true, ColorError = true, Width = 120 };

        var plain = Tool.Print(Print);
        Print(colored);

        Assert.That(plain, Does.Not.Contain('\e'));
        Assert.That(output.ToString(), Does.Contain("\e["));

        static void Print(NetctlConsole console)
        {
            NetworkTable.Write(console, Samples.All, wholeIds: false);
            console.Diagnose(Severity.Error, "no");
        }
    }

    [Test]
    public void The_report_of_a_start_reads_as_a_list()
    {
        var report = new InitializeReport
        {
            Restored = ["none", "host", "web"],
            Refreshed = ["bridge"],
            Degraded = [new DegradedNetwork("db", "no such device")],
            DegradedEndpoints = [new DegradedEndpoint(SandboxSamples.Db.Record.Id, "db", "web", "port 80 is taken")],
            HostChanges = [Samples.Forwarding],
            Warnings = ["fixed-cidr was ignored"],
            Steps = [new StepTiming("open the store", TimeSpan.FromMicroseconds(1234.5))],
        };

        var printed = Tool.Print(console => InitReport.Write(console, StartMapping.Report(report, InstanceId.Parse(new string('1', 64)), "none", []), withTimings: true));

        Assert.That(printed, Is.EqualTo(
            """
            restored   none, host, web
            refreshed  bridge
            degraded   db: no such device
                       endpoint db on web: port 80 is taken
            changes    none
            host       net/ipv4/ip_forward: 0 -> 1 (IPv4 forwarding)
            took           1.234 ms  open the store
            warning: fixed-cidr was ignored

            """));
    }
}
