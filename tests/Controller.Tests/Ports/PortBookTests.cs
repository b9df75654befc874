using System.Net;
using CsCheck;
using NetController.Ports;

namespace NetController.Controller.Tests.Ports;

/// <summary>Who has which ports: against a model that is plain to see.</summary>
[TestFixture]
internal sealed class PortBookTests
{
    private static readonly IPAddress[] Addresses =
        [IPAddress.Any, IPAddress.IPv6Any, IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")];

    private static readonly EndpointId[] Endpoints = [.. Enumerable.Range(0, 4).Select(static _ => EndpointId.New(RandomSource.Secure))];

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, Addresses.Length - 1], Gen.Int[1, 12], Gen.Int[1, 4], Gen.Bool, Gen.Int[0, 9],
        static (endpoint, address, first, count, udp, kind) => new Act(
            Endpoints[endpoint], udp ? TransportProtocol.Udp : TransportProtocol.Tcp, Addresses[address], new PortRange(first, first + count - 1), kind < 2));

    [Test]
    public void A_port_is_free_just_where_nobody_has_it_on_an_address_that_collides() => Acts.Array[1, 60].Sample(acts =>
    {
        var book = new PortBook();
        var model = new List<Act>();
        foreach (var act in acts)
        {
            if (act.Releases)
            {
                book.Release(act.Endpoint);
                model.RemoveAll(claim => claim.Endpoint == act.Endpoint);
                continue;
            }

            var conflict = book.FindConflict(act.Protocol, act.Address, act.Ports);
            var expected = Enumerable.Range(act.Ports.First, act.Ports.Count)
                .Where(port => model.Any(claim => claim.Protocol == act.Protocol && claim.Ports.Contains(port) && Collide(claim.Address, act.Address)))
                .Cast<int?>().FirstOrDefault();
            Assert.That(conflict?.Port, Is.EqualTo(expected));
            if (conflict is { } taken)
            {
                Assert.That(model.Any(claim => claim.Endpoint == taken.Endpoint && claim.Ports.Contains(taken.Port)), "the holder is one who has it");
            }
            else
            {
                book.Claim(act.Endpoint, act.Protocol, act.Address, act.Ports);
                model.Add(act);
            }
        }
    });

    [Test]
    public void What_is_released_is_free_whole()
    {
        var book = new PortBook();
        book.Claim(Endpoints[0], TransportProtocol.Tcp, IPAddress.Any, new PortRange(1, 65535));
        book.Release(Endpoints[0]);

        Assert.That(book.FindConflict(TransportProtocol.Tcp, IPAddress.Loopback, new PortRange(1, 65535)), Is.Null);
    }

    private static bool Collide(IPAddress left, IPAddress right) => left.AddressFamily == right.AddressFamily
        && (left.Equals(right) || left.Equals(IPAddress.Any) || right.Equals(IPAddress.Any) || left.Equals(IPAddress.IPv6Any) || right.Equals(IPAddress.IPv6Any));

    private sealed record Act(EndpointId Endpoint, TransportProtocol Protocol, IPAddress Address, PortRange Ports, bool Releases);
}
