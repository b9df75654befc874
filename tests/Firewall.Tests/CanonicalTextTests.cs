using NetController.Firewall.Iptables;

namespace NetController.Firewall.Tests;

public sealed class CanonicalTextTests
{
    [TestCase("192.0.2.1", "192.0.2.1")]
    [TestCase("2001:db8:0:0:0:0:0:1", "2001:db8::1")]
    [TestCase("2001:DB8:0:1:0:0:0:1", "2001:db8:0:1::1")]
    [TestCase("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [TestCase("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [TestCase("fd00::", "fd00::")]
    [TestCase("::", "::")]
    [TestCase("::1", "::1")]
    [TestCase("::2:1", "::0.2.0.1")]
    [TestCase("fd00:0:0:0:0:5efe:102:304", "fd00::5efe:102:304")]
    [TestCase("::ffff:0:102:304", "::ffff:0:102:304")]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1")]
    public void An_address_prints_as_the_C_library_prints_it(string written, string canonical) =>
        Assert.That(CanonicalText.Of(AddressText.Parse(written)), Is.EqualTo(canonical));

    [TestCase("10.0.0.0/24")]
    [TestCase("10.0.0.1/32")]
    [TestCase("fd00:0:0:1::/64")]
    public void A_subnet_prints_with_its_length(string text) => Assert.That(CanonicalText.Of(IPPrefix.Parse(text)), Is.EqualTo(text));
}
