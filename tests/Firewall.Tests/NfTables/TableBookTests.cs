using NetController.Firewall.NfTables;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests.NfTables;

/// <summary>A change of policies becomes a change of its own elements.</summary>
public sealed class TableBookTests
{
    private static readonly FirewallChange Web = Samples.Set(Samples.DualStack(1), Samples.DualStack(2)) with { SetEndpoints = [Samples.In(1, 2, "8080:80")] };

    [Test]
    public void The_same_policies_again_change_nothing()
    {
        var book = Tables.BookOf(Web);

        var change = book.Prepare(Web);

        Assert.That((change.Networks.Count, change.Endpoints.Count, change.Elements.Count), Is.EqualTo((0, 0, 0)));
        Assert.That(ChangeEdits.Of(change, book.Host), Is.Empty);
    }

    [Test]
    public void A_change_of_ports_edits_what_differs_and_goes_comes_first()
    {
        var book = Tables.BookOf(Web);

        var edits = Edits(book, Samples.SetEndpoints(Samples.InIPv4(1, 2, "0.0.0.0:8080:81", "192.0.2.1:53:53/udp")));

        Assert.That(edits, Is.EqualTo(new[]
        {
            "delete element inet netctl open4 { 10.0.1.2 . tcp . 80 }",
            "delete element inet netctl open6 { fd00:1::2 . tcp . 80 }",
            "delete element inet netctl any4 { tcp . 8080 }",
            "delete element inet netctl any6 { tcp . 8080 }",
            "add element inet netctl open4 { 10.0.1.2 . tcp . 81 }",
            "add element inet netctl open4 { 10.0.1.2 . udp . 53 }",
            "add element inet netctl dnat4 { 192.0.2.1 . udp . 53 : 10.0.1.2 . 53 }",
            "add element inet netctl any4 { tcp . 8080 : 10.0.1.2 . 81 }",
        }));
    }

    [Test]
    public void A_port_that_two_ports_of_the_host_lead_to_stays_open_until_the_last_goes()
    {
        var book = Tables.BookOf(Web, Samples.SetEndpoints(Samples.InIPv4(1, 2, "0.0.0.0:8080:80", "0.0.0.0:8081:80")));

        var first = Edits(book, Samples.SetEndpoints(Samples.InIPv4(1, 2, "0.0.0.0:8081:80")));
        book.Enter(book.Prepare(Samples.SetEndpoints(Samples.InIPv4(1, 2, "0.0.0.0:8081:80"))));
        var last = Edits(book, new FirewallChange { RemoveEndpoints = [Samples.Endpoint(0x102)] });

        Assert.That(first, Is.EqualTo(new[] { "delete element inet netctl any4 { tcp . 8080 }" }));
        Assert.That(last, Is.EqualTo(new[] { "delete element inet netctl open4 { 10.0.1.2 . tcp . 80 }", "delete element inet netctl any4 { tcp . 8081 }" }));
    }

    [Test]
    public void A_network_that_changes_takes_its_endpoints_along()
    {
        var book = Tables.BookOf(Web);
        var routed = Samples.DualStack(1) with { IPv4 = Samples.DualStack(1).IPv4! with { Mode = GatewayMode.Routed } };

        var edits = Edits(book, Samples.Set(routed));

        Assert.That(edits, Is.EqualTo(new[]
        {
            "delete element inet netctl inbound { ipv4 . \"br-1\" }",
            "delete element inet netctl masqueraded { ipv4 . \"br-1\" }",
            "delete element inet netctl home4 { 10.0.1.0/24 . \"br-1\" }",
            "delete element inet netctl any4 { tcp . 8080 }",
            "add element inet netctl inbound { ipv4 . \"br-1\" : goto in-routed }",
        }));
    }

    [Test]
    public void A_network_that_goes_takes_its_endpoints_away_and_one_that_is_set_again_has_none()
    {
        var gone = Tables.BookOf(Web, Samples.Remove(1));
        var again = Tables.BookOf(Web, Samples.Set(Samples.DualStack(1)) with { Remove = [Samples.Network(1)] });

        Assert.That(Tables.Text(gone), Is.EqualTo(Tables.Text(Tables.BookOf(Samples.Set(Samples.DualStack(2))))));
        Assert.That(Tables.Text(again), Is.EqualTo(Tables.Text(Tables.BookOf(Samples.Set(Samples.DualStack(1), Samples.DualStack(2))))));
        Assert.That(Tables.BookOf(Web, Samples.Remove(1, 2)).Elements, Is.Empty);
    }

    [Test]
    public void The_book_is_empty_when_nothing_needs_a_table()
    {
        Assert.That(new TableBook().IsEmpty, Is.True);
        Assert.That(Tables.BookOf(Web).IsEmpty, Is.False);
        Assert.That(Tables.BookOf(new FirewallChange { Host = new HostPolicy(GuardIPv6: true) }).IsEmpty, Is.False);
        Assert.That(Tables.BookOf(new FirewallChange { Host = new HostPolicy { AcceptMark = new FirewallMark(1) } }).IsEmpty, Is.True);
        Assert.That(Tables.BookOf(Web, Samples.Remove(1, 2)).IsEmpty, Is.True);
        Assert.That(Tables.BookOf(Web).Prepare(Samples.Remove(1, 2)).IsEmpty, Is.True);
        Assert.That(Tables.BookOf(Web).Prepare(Samples.Set(Samples.Policy(1)) with { Remove = [Samples.Network(1), Samples.Network(2)] }).IsEmpty, Is.False);
    }

    [Test]
    public void One_port_of_the_host_for_two_endpoints_is_refused_and_changes_nothing()
    {
        var book = Tables.BookOf(Web);
        var before = Tables.Text(book);

        var refused = Assert.Throws<InvalidRequestException>(() => book.Prepare(Samples.SetEndpoints(Samples.InIPv4(2, 5, "0.0.0.0:8080:99"))));

        Assert.That(refused!.Message, Does.Contain("tcp . 8080 : 10.0.2.5 . 99").And.Contain(Samples.Endpoint(0x102).Short));
        Assert.That(Tables.Text(book), Is.EqualTo(before));
        Assert.That(book.Prepare(Samples.SetEndpoints(Samples.InIPv4(2, 5, "0.0.0.0:8080:99")) with { RemoveEndpoints = [Samples.Endpoint(0x102)] }).Elements, Is.Not.Empty);
    }

    [Test]
    public void An_endpoint_outside_its_network_is_refused()
    {
        var book = Tables.BookOf(Web);

        Assert.Throws<InvalidRequestException>(() => book.Prepare(Samples.SetEndpoints(Samples.In(9, 2, "80:80"))));
        Assert.Throws<InvalidRequestException>(() => book.Prepare(Samples.SetEndpoints(Samples.In(1, 2) with { IPv4 = AddressText.Parse("10.0.2.2") })));
        Assert.Throws<InvalidRequestException>(() => book.Prepare(Samples.Set(Samples.Policy(1) with { IPv4 = Samples.Side("10.9.0.0/16") })));
    }

    private static string[] Edits(TableBook book, FirewallChange change) => [.. ChangeEdits.Of(book.Prepare(change), book.Host).Select(static edit => edit.Words)];
}
