using System.Net;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Lifetimes, flags and the other rarer properties of addresses.</summary>
public sealed class AddressOptionTests : KernelTest
{
    private LinkIndex _bridge;

    [SetUp]
    public void MakeLink() => _bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true }).Index;

    [Test]
    public void Options_are_those_ip_shows()
    {
        Host.Route.AddAddress(_bridge, IPAddress.Parse("10.1.0.1"), 24, new AddressOptions
        {
            ValidLifetime = TimeSpan.FromSeconds(1000), PreferredLifetime = TimeSpan.FromSeconds(500), Metric = 77, NoPrefixRoute = true, Protocol = (AddressProtocol)9,
        });
        Host.Route.AddAddress(_bridge, IPAddress.Parse("fd00:1::1"), 64, new AddressOptions { HomeAddress = true, NoDad = true, ManageTemporary = true, Metric = 42 });
        Host.Route.AddAddress(_bridge, IPAddress.Parse("fd00:2::1"), 64, new AddressOptions { ValidLifetime = TimeSpan.FromSeconds(100), PreferredLifetime = TimeSpan.Zero, NoDad = true });

        using var document = JsonDocument.Parse(Host.Run("ip -N -d -j address show dev br0"));
        var expected = document.RootElement[0].GetProperty("addr_info").EnumerateArray().Select(Row);
        Assert.That(Host.Route.ListAddresses(new AddressFilter { Link = _bridge }).Select(Row), Is.EquivalentTo(expected));
    }

    [Test]
    public void Who_made_an_address_is_told_by_kernels_that_keep_it()
    {
        Host.Route.AddAddress(_bridge, IPAddress.Parse("10.1.0.1"), 24, new AddressOptions { Protocol = (AddressProtocol)9 });
        var told = Host.Route.ListAddresses(new AddressFilter { Link = _bridge }).Select(static a => a.Protocol);
        Assert.That(told, Is.EqualTo([(AddressProtocol)9, AddressProtocol.KernelLinkLocal]).Or.All.EqualTo(AddressProtocol.Unspecified));
    }

    [Test]
    public void A_lifetime_is_counted_down_and_renewed_by_a_replacement()
    {
        var address = IPAddress.Parse("fd00:1::1");
        Host.Route.AddAddress(_bridge, address, 64, new AddressOptions { ValidLifetime = TimeSpan.FromSeconds(100), NoDad = true });
        var made = Host.Route.ListAddresses().Single(a => a.Address.Equals(address));
        Assert.That((made.ValidLifetime, made.PreferredLifetime), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(100), (TimeSpan?)TimeSpan.FromSeconds(100))));
        Assert.That(made.Flags & AddressFlags.Permanent, Is.EqualTo(AddressFlags.None));

        Host.Route.ReplaceAddress(_bridge, address, 64, new AddressOptions { NoDad = true });
        made = Host.Route.ListAddresses().Single(a => a.Address.Equals(address));
        Assert.That((made.ValidLifetime, made.PreferredLifetime), Is.EqualTo(((TimeSpan?)null, (TimeSpan?)null)));
    }

    [Test]
    public void The_metric_of_an_address_is_that_of_the_route_to_its_subnet()
    {
        Host.Route.AddAddress(_bridge, IPAddress.Parse("10.1.0.1"), 24, new AddressOptions { Metric = 77 });
        Assert.That(Host.Route.ListRoutes(new RouteFilter { Table = RouteTable.Main, Link = _bridge }).Single(static r => r.Destination.PrefixLength == 24).Metric, Is.EqualTo(77));
    }

    [Test]
    public void Temporary_addresses_are_not_made_from_a_prefix_of_another_length() =>
        Assert.That(
            () => Host.Route.AddAddress(_bridge, IPAddress.Parse("fd00:1::1"), 80, new AddressOptions { ManageTemporary = true }),
            Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EINVAL).And.Property("KernelMessage").Contains("mngtmpaddr"));

    private static string Row(LinkAddress a)
    {
        var flags = $"{Flag(a, AddressFlags.NoDad, "nodad")}{Flag(a, AddressFlags.HomeAddress, "home")}{Flag(a, AddressFlags.ManageTemporary, "mngtmpaddr")}{Flag(a, AddressFlags.NoPrefixRoute, "noprefixroute")}{Flag(a, AddressFlags.Deprecated, "deprecated")}";
        return $"{a.Address}/{a.PrefixLength} metric {(a.Metric == 0 ? "" : a.Metric)} valid {Lifetime(a.ValidLifetime)} preferred {Lifetime(a.PreferredLifetime)}{flags}";
    }

    private static string Flag(LinkAddress a, AddressFlags flag, string word) => (a.Flags & flag) != 0 ? " " + word : "";

    private static uint Lifetime(TimeSpan? lifetime) => lifetime is { } time ? (uint)time.TotalSeconds : uint.MaxValue;

    private static string Row(JsonElement e)
    {
        var flags = string.Concat(new[] { "nodad", "home", "mngtmpaddr", "noprefixroute", "deprecated" }.Where(word => e.TryGetProperty(word, out _)).Select(static word => " " + word));
        return $"{Text(e, "local")}/{Text(e, "prefixlen")} metric {Text(e, "metric")} valid {Text(e, "valid_life_time")} preferred {Text(e, "preferred_life_time")}{flags}";
    }

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}
