using NetController.Firewall.Iptables;

namespace NetController.Firewall.Tests;

public sealed class RestoreScriptTests
{
    private static readonly RestoreScript Script = RestoreScript.Of(
    [
        IptablesEdit.Create("filter", "NETCTL"),
        IptablesEdit.Append("filter", "NETCTL", "-j DROP"),
        IptablesEdit.Insert("nat", "POSTROUTING", 0, "-j NETCTL-POST"),
    ]);

    [Test]
    public void Each_table_is_one_transaction() =>
        Assert.That(Script.ToString(), Is.EqualTo("*filter\n:NETCTL - [0:0]\n-A NETCTL -j DROP\nCOMMIT\n*nat\n-I POSTROUTING 1 -j NETCTL-POST\nCOMMIT\n"));

    [TestCase("iptables-restore: line 3 failed", "-A NETCTL -j DROP")]
    [TestCase("iptables-nft-restore: line 6 failed: Index of insertion too big.", "-I POSTROUTING 1 -j NETCTL-POST")]
    [TestCase("iptables-restore v1.8.9 (legacy): unknown option \"--line\"\nError occurred at line: 2\nTry -h", ":NETCTL - [0:0]")]
    [TestCase("line 3: RULE_APPEND failed (No such file or directory): rule in chain NETCTL", "-A NETCTL -j DROP")]
    [TestCase("line 99 failed", null)]
    [TestCase("a baseline of nothing", null)]
    [TestCase("", null)]
    public void The_line_that_a_message_blames_is_found(string message, string? line) => Assert.That(Script.LineBlamedBy(message), Is.EqualTo(line));
}
