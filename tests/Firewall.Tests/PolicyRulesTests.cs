using NetController.Firewall.Policies;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

public sealed class PolicyRulesTests
{
    [TestCase("br+", "every link that begins so")]
    [TestCase("-br", "leading")]
    [TestCase("!br", "leading")]
    [TestCase("b\"r", "quotes")]
    [TestCase("b'r", "quotes")]
    [TestCase("b\\r", "backslash")]
    [TestCase("a b", "white space")]
    [TestCase("", "empty")]
    public void A_link_name_that_rules_cannot_express_is_refused(string name, string reason)
    {
        var refused = Assert.Throws<InvalidRequestException>(() => PolicyRules.Require([Samples.Policy(1) with { Link = name }]));

        Assert.That(refused!.Message, Does.Contain(reason).And.Contain(Samples.Network(1).Short));
    }

    [TestCase("br0")]
    [TestCase("b+r")]
    [TestCase("nc-0123456789ab")]
    [TestCase("köln")]
    public void Any_other_link_name_is_taken(string name) =>
        Assert.That(() => PolicyRules.Require([Samples.Policy(1) with { Link = name }]), Throws.Nothing);

    [Test]
    public void Addresses_of_the_wrong_family_are_reported_together()
    {
        var policy = Samples.Policy(1) with { IPv4 = Samples.Side("fd00::/64") with { SourceAddress = AddressText.Parse("fd00::1") } };

        var refused = Assert.Throws<InvalidRequestException>(() => PolicyRules.Require([policy]));

        Assert.That(refused!.Problems, Has.Length.EqualTo(2));
    }
}
