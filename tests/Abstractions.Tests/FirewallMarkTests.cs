using NetController.Firewall;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class FirewallMarkTests
{
    [TestCase("0x1", 1u, uint.MaxValue)]
    [TestCase("17", 17u, uint.MaxValue)]
    [TestCase("0x1/0xff", 1u, 0xffu)]
    [TestCase("0XFFFFFFFF", uint.MaxValue, uint.MaxValue)]
    public void A_mark_reads_as_iptables_writes_it(string text, uint value, uint mask)
    {
        Assert.That(FirewallMark.TryParse(text, out var mark));
        Assert.That(mark, Is.EqualTo(new FirewallMark(value, mask)));
        Assert.That(FirewallMark.TryParse(mark.ToString(), out var again) && again == mark);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0x")]
    [TestCase("-1")]
    [TestCase(" 1")]
    [TestCase("1/")]
    [TestCase("1/2/3")]
    [TestCase("0x100000000")]
    [TestCase("0x3/0x1", TestName = "A value with bits outside the mask")]
    public void Anything_else_is_no_mark(string? text) => Assert.That(FirewallMark.TryParse(text, out _), Is.False);
}
