namespace NetController.Netctl.Kernel.Tests;

/// <summary>What somebody else breaks is named by <c>check</c>, cured by <c>repair</c>, and then <c>check</c> is clean.</summary>
public sealed class DriftTests : NetctlTest
{
    // what is done to the host, with the web network's link as {link}; what the drift names
    private static readonly object[][] Rows =
    [
        ["ip link del {link}", "link {link}"],
        ["ip addr del 10.80.0.1/24 dev {link}", "10.80.0.1/24"],
        ["ip link set {link} mtu 1400", "mtu 1500"],
        ["ip link set {link} down", "link {link}"],
        ["iptables -F FORWARD", "iptables filter FORWARD"],
        ["iptables -F NETCTL-FORWARD", "iptables filter NETCTL-FORWARD"],
        ["iptables -t nat -F", "iptables nat"],
        ["ip addr del 172.17.0.1/24 dev netctl0", "172.17.0.1/24"],
    ];

    [TestCaseSource(nameof(Rows))]
    public void Drift_is_named_then_cured(string damage, string named)
    {
        NetctlOk("init --bip 172.17.0.1/24");
        NetctlOk("network create --subnet 10.80.0.0/24 web");
        var link = LinkOf("web");
        Host.Run(damage.Replace("{link}", link, StringComparison.Ordinal));

        var check = Netctl("check --json");
        var table = Netctl("check");
        NetctlOk("repair");
        var after = Netctl("check --json");

        var expected = named.Replace("{link}", link, StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(check.ExitCode, Is.EqualTo(6));
            Assert.That(Json(check.Output).GetProperty("Clean").GetBoolean(), Is.False);
            Assert.That(
                Json(check.Output).GetProperty("Drift").EnumerateArray().Select(static drift => $"{drift.GetProperty("Resource")} {drift.GetProperty("Expected")}"),
                Has.Some.Contains(expected));
            Assert.That(table.ExitCode, Is.EqualTo(6));
            Assert.That(table.Output, Does.Contain(expected));
            Assert.That(after.ExitCode, Is.Zero, after.Output);
            Assert.That(Json(after.Output).GetProperty("Clean").GetBoolean());
        });
    }

    [Test]
    public void A_leftover_of_ours_is_listed_by_a_dry_run_and_removed_by_gc()
    {
        NetctlOk("init");
        var instance = NetctlJson("init --json").GetProperty("Instance").GetString()![..12];
        var id = new string('d', 64);
        Host.Run($"ip link add nc-dddddddddddd type bridge && ip link set nc-dddddddddddd alias netctl:{instance}:network:{id}");

        var listed = NetctlJson("gc --dry-run --json");
        var there = Host.TryRun("ip link show nc-dddddddddddd").ExitCode;
        NetctlOk("gc");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(listed, "Resource"), Is.EqualTo(new[] { "link nc-dddddddddddd" }));
            Assert.That(there, Is.Zero);
            Assert.That(Host.TryRun("ip link show nc-dddddddddddd").ExitCode, Is.Not.Zero);
        });
    }
}
