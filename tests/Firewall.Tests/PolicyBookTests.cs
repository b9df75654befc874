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

    [Test]
    public void Endpoints_are_set_replaced_moved_and_removed_in_the_order_of_their_ids()
    {
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(1), Samples.Policy(2)) with { SetEndpoints = [Samples.InIPv4(1, 3), Samples.InIPv4(1, 2), Samples.InIPv4(2, 9)] });
        var moved = Samples.InIPv4(1, 3) with { Network = Samples.Network(2) };

        var changed = book.With(Samples.SetEndpoints(Samples.InIPv4(1, 2, "80:80"), moved) with { RemoveEndpoints = [Samples.Endpoint(0x209), Samples.Endpoint(0xfff)] });

        Assert.That(book.EndpointsOf(Samples.Network(1)), Is.EqualTo(new[] { Samples.InIPv4(1, 2), Samples.InIPv4(1, 3) }));
        Assert.That(changed.EndpointsOf(Samples.Network(1)), Is.EqualTo(new[] { Samples.InIPv4(1, 2, "80:80") }));
        Assert.That(changed.EndpointsOf(Samples.Network(2)), Is.EqualTo(new[] { moved }));
        Assert.That(changed.Endpoint(moved.Endpoint), Is.EqualTo(moved));
        Assert.That(changed.Endpoint(Samples.Endpoint(0x209)), Is.Null);
    }

    [Test]
    public void A_network_takes_its_endpoints_with_it_when_removed_and_keeps_them_when_set_anew()
    {
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(1), Samples.Policy(2)) with { SetEndpoints = [Samples.InIPv4(1, 2), Samples.InIPv4(2, 2)] });

        Assert.That(book.With(Samples.Remove(1)).Endpoints, Is.EqualTo(new[] { Samples.InIPv4(2, 2) }));
        Assert.That(book.With(Samples.Remove(1)).Endpoint(Samples.Endpoint(0x102)), Is.Null);
        Assert.That(book.With(Samples.Set(Samples.DualStack(1))).EndpointsOf(Samples.Network(1)), Is.EqualTo(new[] { Samples.InIPv4(1, 2) }));
    }

    [Test]
    public void An_endpoint_both_removed_and_set_is_set()
    {
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(1)) with { SetEndpoints = [Samples.InIPv4(1, 2)] });

        var changed = book.With(Samples.SetEndpoints(Samples.InIPv4(1, 2, "80:80")) with { RemoveEndpoints = [Samples.Endpoint(0x102)] });

        Assert.That(changed.Endpoints, Is.EqualTo(new[] { Samples.InIPv4(1, 2, "80:80") }));
    }

    [Test]
    public void Who_publishes_a_port_is_found_by_its_number_until_he_gives_it_up()
    {
        var wanted = Samples.InIPv4(2, 9, "192.0.2.1:8085:1").Ports[0];
        var book = PolicyBook.Empty.With(Samples.Set(Samples.Policy(1), Samples.Policy(2)))
            .With(Samples.SetEndpoints(Samples.InIPv4(1, 2, "8080-8089:80-89"), Samples.InIPv4(2, 2, "8085:80/udp"), Samples.InIPv4(2, 3, "8090:80")));
        Assert.That(book.EndpointsOn(wanted), Is.EqualTo(new[] { Samples.InIPv4(1, 2, "8080-8089:80-89") }));

        Assert.That(book.With(Samples.SetEndpoints(Samples.InIPv4(1, 2, "8080:80"))).EndpointsOn(wanted), Is.Empty, "replaced");
        Assert.That(book.With(new FirewallChange { RemoveEndpoints = [Samples.InIPv4(1, 2).Endpoint] }).EndpointsOn(wanted), Is.Empty, "removed");
        Assert.That(book.With(Samples.Remove(1)).EndpointsOn(wanted), Is.Empty, "gone with its network");
    }
}
