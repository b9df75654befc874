using NetController.Firewall.Policies;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

public sealed class PolicyBookTests
{
    [Test]
    public void Policies_are_set_replaced_and_removed()
    {
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(2), Samples.Policy(1)));

        var changed = book.With(Samples.Set(Samples.DualStack(2)) with { Remove = [Samples.Network(1), Samples.Network(9)] });

        Assert.That(book.Networks, Is.EqualTo(new[] { Samples.Policy(1), Samples.Policy(2) }));
        Assert.That(changed.Networks, Is.EqualTo(new[] { Samples.DualStack(2) }));
    }

    [Test]
    public void A_network_both_removed_and_set_is_set()
    {
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(1)));

        var changed = book.With(Samples.Set(Samples.DualStack(1)) with { Remove = [Samples.Network(1)] });

        Assert.That(changed.Networks, Is.EqualTo(new[] { Samples.DualStack(1) }));
    }

    [Test]
    public void The_hosts_policy_stays_until_another_is_given()
    {
        var book = PolicyBook.Empty.With(new FirewallChange { Host = new HostPolicy(GuardIPv4: true) });

        Assert.That(book.With(Samples.Set(Samples.Policy(1))).Host, Is.EqualTo(new HostPolicy(GuardIPv4: true)));
        Assert.That(book.With(new FirewallChange { Host = new HostPolicy() }).Host, Is.EqualTo(new HostPolicy()));
    }
}
