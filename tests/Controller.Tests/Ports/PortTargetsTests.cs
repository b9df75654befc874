using System.Net;
using NetController.Ports;

namespace NetController.Controller.Tests.Ports;

/// <summary>On which addresses of the host a port is published, and which of them this process serves itself.</summary>
[TestFixture]
internal sealed class PortTargetsTests
{
    [TestCase(true, true, true, "80", "0.0.0.0 ::*")]
    [TestCase(true, false, true, "80", "0.0.0.0 ::*")]
    [TestCase(true, false, false, "80", "0.0.0.0")]
    [TestCase(false, true, true, "80", "::*")]
    [TestCase(true, true, true, "127.0.0.1::80", "127.0.0.1")]
    [TestCase(true, true, true, "[::1]::80", "::1*")]
    [TestCase(true, true, true, "[2001:db8::1]::80", "2001:db8::1")]
    [TestCase(true, false, true, "[2001:db8::1]::80", "2001:db8::1*")]
    [TestCase(false, true, true, "192.0.2.1::80", "192.0.2.1*")]
    public void Addresses_follow_the_families(bool v4, bool v6, bool host, string mapping, string expected) =>
        Assert.That(Text(new PortTargets(v4, v6) { HostHasIPv6 = host }, mapping), Is.EqualTo(expected));

    [TestCase("80", "192.0.2.1")]
    [TestCase("127.0.0.1::80", "127.0.0.1")]
    public void A_binding_counts_where_the_mapping_names_none(string mapping, string expected) =>
        Assert.That(Text(new PortTargets(true, true) { HostHasIPv6 = true, Binding = IPAddress.Parse("192.0.2.1") }, mapping), Is.EqualTo(expected));

    [Test]
    public void A_routed_family_needs_no_port_of_the_host()
    {
        var targets = new PortTargets(true, true) { HostHasIPv6 = true, Routed = [IPFamily.IPv6] };

        Assert.That(Text(targets, "80"), Is.EqualTo("0.0.0.0"));
        Assert.That(targets.RoutedFamiliesOf(PortMapping.Parse("80")), Is.EqualTo(new[] { IPFamily.IPv6 }));
        Assert.That(targets.RoutedFamiliesOf(PortMapping.Parse("127.0.0.1::80")), Is.Empty);
    }

    [TestCase("80", "IPv4 IPv6")]
    [TestCase("192.0.2.1::80", "IPv4")]
    [TestCase("[2001:db8::1]::80", "IPv6")]
    [TestCase("127.0.0.1::80", "")]
    [TestCase("127.9.9.9::80", "")]
    [TestCase("[::1]::80", "")]
    public void What_is_published_for_the_host_alone_is_opened_to_nobody_where_it_is_routed(string mapping, string expected)
    {
        var both = new PortTargets(true, true) { Routed = [IPFamily.IPv4, IPFamily.IPv6] };
        var parsed = PortMapping.Parse(mapping);

        Assert.That(string.Join(' ', both.RoutedFamiliesOf(parsed)), Is.EqualTo(expected));
        Assert.That(string.Join(' ', (both with { Binding = parsed.HostAddress }).RoutedFamiliesOf(PortMapping.Parse("80"))), Is.EqualTo(expected), "as the default");
        Assert.That(both.AddressesOf(parsed), Is.Empty);
    }

    private static string Text(PortTargets targets, string mapping) =>
        string.Join(' ', targets.AddressesOf(PortMapping.Parse(mapping)).Select(address => $"{address}{(targets.IsForwarded(address) ? "*" : "")}"));
}
